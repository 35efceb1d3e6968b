import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Language } from '../api/contract.ts';
import { LANGUAGES } from '../language/i18n.ts';

interface LanguageSwitchProps {
  readonly value: Language;
  readonly onChange: (language: Language) => void;
}

/** The three languages, each under its own name. */
export function LanguageSwitch({ value, onChange }: LanguageSwitchProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('shell.language')}
      value={value}
      onChange={(language) => onChange(language as Language)}
      data={Object.entries(LANGUAGES).map(([code, name]) => ({
        value: code,
        label: <span lang={code}>{name}</span>,
      }))}
    />
  );
}
