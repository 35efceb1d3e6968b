import type { UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { useExchangeSettingsSave } from '../api/exchange-settings.ts';
import { useMoveStart } from '../api/move.ts';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { NOTHING_TYPED, type SettingsValues, saveRequest } from './settings-values.ts';
import { showFieldErrors } from './show-field-errors.ts';

interface Submission {
  readonly busy: boolean;
  /** The test did not pass: the administrator decides whether to go on. */
  readonly testFailure: ApiFailure | null;
  readonly submit: (anyway: boolean) => void;
  readonly goBack: () => void;
}

/** Saves the form, or prepares the move that it asks for; a refusal goes beside its field and loses nothing. */
export function useSubmission(form: UseFormReturnType<SettingsValues>, isMove: boolean): Submission {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useExchangeSettingsSave();
  const start = useMoveStart();
  const [testFailure, setTestFailure] = useState<ApiFailure | null>(null);

  const onError = (error: Error) => {
    if (error instanceof ApiFailure && error.code === 'connectionTestFailed') return setTestFailure(error);
    setTestFailure(null);
    if (error instanceof ApiFailure) showFieldErrors(form, error);
    notifyFailure(t('failure.notSaved'), error);
  };
  const onDone = (sentence: string) => {
    setTestFailure(null);
    form.setValues(NOTHING_TYPED);
    form.resetDirty({ ...form.getValues(), ...NOTHING_TYPED });
    notifyDone(sentence);
  };
  const submit = (anyway: boolean) => {
    const request = saveRequest(form.values, anyway);
    if (!isMove) return save.mutate(request, { onSuccess: () => onDone(t('exchange.saved')), onError });
    start.mutate(request, {
      onSuccess: () => {
        onDone(t('move.prepared'));
        // What was typed is the move's now: there is nothing left to be asked about.
        void navigate({ to: '/settings/exchange/move', ignoreBlocker: true });
      },
      onError,
    });
  };
  return {
    busy: save.isPending || start.isPending,
    testFailure,
    submit,
    goBack: () => setTestFailure(null),
  };
}
