import { useTranslation } from 'react-i18next';
import type { GuideName } from '../api/contract.ts';

export interface StepTexts {
  readonly title: string;
  readonly do: string;
  readonly look: string;
  readonly fail: string;
}

/** The texts of guides and steps, whose keys are put together of names. */
export function useGuideTexts() {
  const { t } = useTranslation();
  // Which steps a guide has differs; a test holds the texts to `STEPS`.
  const say = t as unknown as (key: string) => string;
  const step = (guide: GuideName, name: string): StepTexts => ({
    title: say(`guide.of.${guide}.steps.${name}.title`),
    do: say(`guide.of.${guide}.steps.${name}.do`),
    look: say(`guide.of.${guide}.steps.${name}.look`),
    fail: say(`guide.of.${guide}.steps.${name}.fail`),
  });
  return { step };
}
