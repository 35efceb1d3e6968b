import { MultiSelect, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { colleaguesQuery } from '../api/users.ts';
import { type ActivityFieldsProps, isOneOccurrence } from './field-props.ts';
import { typedGuests } from './guest-addresses.ts';

/** As many names as anyone looks through; typing finds the others. */
const SHOWN_COLLEAGUES = 50;

/** Who takes part besides the owner: colleagues by name, people from outside by address. */
export function PeopleFields(props: ActivityFieldsProps) {
  const { form, activity } = props;
  const { t } = useTranslation();
  const me = useMe();
  const ownerId = activity?.ownerId ?? me.id;
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const fixed = isOneOccurrence(props);
  const { guests, participantIds } = form.values;
  const type = (addresses: string[]) => {
    const typed = typedGuests(addresses, guests, colleagues);
    const others = typed.colleagueIds.filter((id) => id !== ownerId);
    form.setFieldValue('guests', typed.guests);
    if (others.length > 0) form.setFieldValue('participantIds', [...new Set([...participantIds, ...others])]);
    if (others.length < typed.colleagueIds.length)
      form.setFieldError('guests', t('people.guestIsOwner', { address: addresses.at(-1) }));
  };
  return (
    <>
      <MultiSelect
        label={t('people.colleagues')}
        placeholder={participantIds.length === 0 ? t('calendar.participantsHelp') : undefined}
        searchable
        hidePickedOptions
        readOnly={fixed}
        variant={fixed ? 'filled' : 'default'}
        limit={SHOWN_COLLEAGUES}
        data={colleagues
          .filter(({ id }) => id !== ownerId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('participantIds')}
      />
      <TagsInput
        label={t('people.guests')}
        placeholder={guests.length === 0 ? t('people.guestsHelp') : undefined}
        splitChars={[',', ';', ' ']}
        maxTags={200}
        readOnly={fixed}
        variant={fixed ? 'filled' : 'default'}
        {...form.getInputProps('guests')}
        value={guests.map(({ address }) => address)}
        onChange={type}
      />
      {(guests.length > 0 || participantIds.length > 0) && <WhatHappens />}
    </>
  );
}

/** What the company's policy does with those who take part, said before anything is sent. */
function WhatHappens() {
  const { t } = useTranslation();
  const { participantsPolicy } = useMe();
  if (!participantsPolicy) return null;
  return (
    <Text fz="sm" c="dimmed" mt={-8} aria-live="polite">
      {t(`people.policy.${participantsPolicy}`)}
    </Text>
  );
}
