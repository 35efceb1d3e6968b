import { createFormContext } from '@mantine/form';
import type { SettingsValues } from './settings-values.ts';

/** Lets each section of the settings form reach its own fields. */
export const [SettingsFormProvider, useSettingsForm, useNewSettingsForm] =
  createFormContext<SettingsValues>();
