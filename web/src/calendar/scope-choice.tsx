import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityScope } from '../api/contract.ts';

const SCOPES: readonly ActivityScope[] = ['this', 'following', 'all'];

interface ScopeChoiceProps {
  readonly label: string;
  readonly scope: ActivityScope;
  readonly onChoose: (scope: ActivityScope) => void;
}

/** How far a change or deletion of an occurrence goes: it alone, it and those that follow, or all. */
export function ScopeChoice({ label, scope, onChoose }: ScopeChoiceProps) {
  const { t } = useTranslation();
  const choose = (chosen: string) => {
    const known = SCOPES.find((one) => one === chosen);
    if (known) onChoose(known);
  };
  return (
    <Radio.Group label={label} value={scope} onChange={choose}>
      <Stack gap={6} mt={6}>
        {SCOPES.map((one) => (
          <Radio key={one} value={one} label={t(`calendar.scope.${one}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
