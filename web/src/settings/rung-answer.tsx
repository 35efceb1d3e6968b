import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Rung } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { useKnownText } from '../language/known-text.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import classes from './connection-ladder.module.css';
import { type PassedSentence, passedSentence } from './passed-sentence.ts';

/** What a rung was told: a sentence where it passed, with the exact words one press away; else those words. */
export function RungAnswer({ rung }: { readonly rung: Rung }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = passedSentence(rung, format);
  // Which blanks a sentence has differs from rung to rung; that none stays empty, `passedSentence` sees to.
  const say = t as unknown as (key: string, facts: PassedSentence['facts']) => string;
  if (!told) return <ExactWords rung={rung} />;
  return (
    <>
      <Text fz="sm" mt={4}>
        {say(`rung.passed.${told.key}`, told.facts)}
      </Text>
      <Disclosure summary={t('rung.exact')}>
        <ExactWords rung={rung} />
      </Disclosure>
    </>
  );
}

function ExactWords({ rung }: { readonly rung: Rung }) {
  return (
    <>
      {rung.words !== '' && (
        <Code block mt={6} className="tahti-words">
          {rung.words}
        </Code>
      )}
      <Facts rung={rung} />
    </>
  );
}

function Facts({ rung }: { readonly rung: Rung }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const facts = Object.entries(rung.facts).map(([name, value]) => [
    known(`rung.fact.${name}`) ?? name,
    value,
  ]);
  if (rung.requestId) facts.push([t('common.requestId'), rung.requestId]);
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}:</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
