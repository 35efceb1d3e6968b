import { Avatar, Group, Paper, SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SignIn, StartInfo } from '../api/contract.ts';
import classes from './example-accounts.module.css';

interface ExampleAccountsProps {
  readonly accounts: StartInfo['accounts'];
  readonly busy: boolean;
  readonly onChoose: (who: SignIn) => void;
}

/** Demo mode: the people of the example company, one press away. */
export function ExampleAccounts({ accounts, busy, onChoose }: ExampleAccountsProps) {
  const { t } = useTranslation();
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby="examples">
      <Title order={2} fz={16} id="examples">
        {t('signIn.examples')}
      </Title>
      <Text c="dimmed" fz="sm" mb="sm">
        {t('signIn.examplesHelp')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {accounts.map(({ email, password, name, role }) => (
          <UnstyledButton
            key={email}
            disabled={busy}
            className={classes.account}
            onClick={() => onChoose({ email, password })}
          >
            <Group gap="sm" wrap="nowrap">
              <Avatar name={name} color="spruce" variant="light" radius="xl" alt="" size={36} />
              <div>
                <Text fw={600} fz="sm">
                  {name}
                </Text>
                <Text c="dimmed" fz="xs">
                  {t(`role.${role}`)}
                </Text>
              </div>
            </Group>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
