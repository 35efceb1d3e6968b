import { VisuallyHidden } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideName } from '../api/contract.ts';
import { TextLink } from '../parts/text-link.tsx';
import type { GuidePlace } from './guide-for.ts';
import { useGuideTexts } from './use-guide-texts.ts';

interface GuideLinkProps {
  readonly guide: GuideName;
  readonly step?: string;
  readonly children: ReactNode;
}

/** To a guide in a tab of its own, so that what stands in the form unsaved stays there. */
export function GuideLink({ guide, step, children }: GuideLinkProps) {
  const { t } = useTranslation();
  return (
    <TextLink
      to="/settings/exchange/guide/$guide"
      params={{ guide }}
      {...(step ? { hash: step } : {})}
      target="_blank"
      fz="sm"
    >
      {children} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
      <VisuallyHidden> ({t('guide.newTab')})</VisuallyHidden>
    </TextLink>
  );
}

/** From a failed rung to the step that mends it. */
export function GuideStepLink({ guide, step }: GuidePlace) {
  const { t } = useTranslation();
  const { title } = useGuideTexts().step(guide, step);
  return (
    <GuideLink guide={guide} step={step}>
      {t('guide.openStep', { step: title })}
    </GuideLink>
  );
}
