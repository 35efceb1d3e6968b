import { Avatar, Button, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe, useMyLanguage, useSignOut } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** Who I am, my language, the appearance, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const language = useMyLanguage();
  const [opened, menu] = useDisclosure(false);
  const name = `${me.firstName} ${me.lastName}`;
  return (
    <Popover
      opened={opened}
      onChange={menu.set}
      position="bottom-end"
      width={288}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton
          onClick={menu.toggle}
          aria-label={t('shell.userMenu', { name })}
          style={{ borderRadius: 20 }}
        >
          <Group gap="xs" wrap="nowrap">
            <Text fz="sm" fw={500} visibleFrom="sm">
              {name}
            </Text>
            <Avatar color="spruce" radius="xl" alt="">
              <IconUser size={20} aria-hidden />
            </Avatar>
          </Group>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.userMenu', { name })}>
        <Stack gap="md">
          <div>
            <Text fw={600}>{name}</Text>
            <Text fz="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {me.email}
            </Text>
            <Text fz="sm" c="dimmed">
              {t(`role.${me.role}`)} · {me.organization.name}
            </Text>
          </div>
          <LanguageSwitch
            value={me.language}
            onChange={(chosen) =>
              language.mutate(chosen, { onError: (error) => notifyFailure(t('failure.notSaved'), error) })
            }
          />
          <ColorSchemeSwitch />
          <LinkButton
            to="/profile/sign-in"
            variant="default"
            leftSection={<IconKey size={18} aria-hidden />}
            onClick={menu.close}
          >
            {t('mySignIn.title')}
          </LinkButton>
          <SignOutButton />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function SignOutButton() {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <Button
      variant="default"
      leftSection={<IconLogout size={18} aria-hidden />}
      loading={signOut.isPending}
      onClick={() =>
        signOut.mutate(undefined, { onError: (error) => notifyFailure(t('failure.title'), error) })
      }
    >
      {t('shell.signOut')}
    </Button>
  );
}
