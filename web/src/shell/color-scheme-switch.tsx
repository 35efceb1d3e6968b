import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Light, dark, or as the computer has it. Kept in this browser. */
export function ColorSchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('shell.appearance')}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as (typeof SCHEMES)[number])}
      data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`shell.scheme.${scheme}`) }))}
    />
  );
}
