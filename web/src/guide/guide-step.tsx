import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../parts/card.tsx';
import { CommandBlock } from './command-block.tsx';
import { useGuideTexts } from './use-guide-texts.ts';

interface GuideStepProps {
  readonly guide: Parameters<ReturnType<typeof useGuideTexts>['step']>[0];
  readonly step: string;
  readonly number: number;
  readonly commands: string | undefined;
}

/** One step: what to do, the commands for it, by what one sees that it worked, and what to check if not. */
export function GuideStep({ guide, step, number, commands }: GuideStepProps) {
  const { t } = useTranslation();
  const text = useGuideTexts().step(guide, step);
  return (
    <li
      id={step}
      tabIndex={-1}
      style={{ listStyle: 'none', scrollMarginTop: 80 }}
      data-testid={`step-${step}`}
    >
      <Card title={t('guide.step', { number, title: text.title })}>
        <Text fz="sm">{text.do}</Text>
        {commands && <CommandBlock commands={commands} number={number} />}
        <Stack gap={4}>
          <Text fz="sm">
            <strong>{t('guide.look')}:</strong> {text.look}
          </Text>
          <Text fz="sm">
            <strong>{t('guide.fail')}:</strong> {text.fail}
          </Text>
        </Stack>
      </Card>
    </li>
  );
}
