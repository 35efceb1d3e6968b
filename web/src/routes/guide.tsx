import { Alert, List, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideName } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { GuideStep } from '../guide/guide-step.tsx';
import { HelpfulForm } from '../guide/helpful-form.tsx';
import { POWERSHELL } from '../guide/powershell.ts';
import { GUIDES, isGuide, STEPS } from '../guide/steps.ts';
import { Card } from '../parts/card.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { NotFound } from '../parts/not-found.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';

/** How to prepare Exchange, step by step, for one version and way of signing in. */
export function GuidePage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const { guide } = useParams({ from: '/signed-in/settings/exchange/guide/$guide' });
  if (role === 'user') return <NoEntry title={t('guide.open')} />;
  if (!isGuide(guide)) return <NotFound />;
  return <Guide key={guide} guide={guide} />;
}

function Guide({ guide }: { readonly guide: GuideName }) {
  const { t } = useTranslation();
  useEffect(showStep, []);
  return (
    <Page
      title={t(`guide.of.${guide}.title`)}
      description={t(`guide.of.${guide}.intro`)}
      actions={
        <LinkButton to="/settings/exchange" variant="default">
          {t('guide.toSettings')}
        </LinkButton>
      }
    >
      {guide.startsWith('online') && (
        <Alert color="ember" title={t('exchange.retiredTitle')}>
          {t('exchange.retiredHelp')}
        </Alert>
      )}
      <Text fz="sm" c="dimmed">
        {t('guide.replace')}
      </Text>
      <Stack component="ol" gap="lg" m={0} p={0}>
        {STEPS[guide].map((step, index) => (
          <GuideStep
            key={step}
            guide={guide}
            step={step}
            number={index + 1}
            commands={POWERSHELL[guide][step]}
          />
        ))}
      </Stack>
      <HelpfulForm guide={guide} />
      <Card title={t('guide.others')}>
        <List spacing={4} fz="sm">
          {GUIDES.filter((other) => other !== guide).map((other) => (
            <List.Item key={other}>
              <TextLink to="/settings/exchange/guide/$guide" params={{ guide: other }} fz="sm">
                {t(`guide.of.${other}.title`)}
              </TextLink>
            </List.Item>
          ))}
        </List>
      </Card>
    </Page>
  );
}

/** The step that the address names comes into view and in focus once the page is drawn. */
function showStep(): void {
  const step = document.getElementById(window.location.hash.slice(1));
  step?.scrollIntoView();
  step?.focus({ preventScroll: true });
}
