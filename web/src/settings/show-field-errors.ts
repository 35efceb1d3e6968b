import type { UseFormReturnType } from '@mantine/form';
import type { ApiFailure } from '../api/client.ts';
import { fieldErrors, type SettingsValues } from './settings-values.ts';

/** Puts the server's sentences beside their fields and leads the user to the first of them. */
export function showFieldErrors(form: UseFormReturnType<SettingsValues>, failure: ApiFailure): void {
  const errors = fieldErrors(failure.fields);
  form.setErrors(errors);
  const [first] = Object.keys(errors);
  // The fields were disabled while the server was asked; they take the focus once that is drawn.
  if (first) requestAnimationFrame(() => form.getInputNode(first)?.focus());
}
