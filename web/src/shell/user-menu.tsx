import { Avatar, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useMyLanguage, useSignOut } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import classes from './user-menu.module.css';

/** Who I am, my language, the appearance, and the way out. Escape or a press beside it closes it again. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const language = useMyLanguage();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const name = `${me.firstName} ${me.lastName}`;
  return (
    <>
      <UnstyledButton
        className={classes.button}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={t('shell.userMenu', { name })}
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
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('shell.userMenu', { name })}
        className={classes.menu}
      >
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
            onClick={() => menu.current?.hidePopover()}
          >
            {t('mySignIn.title')}
          </LinkButton>
          <SignOutButton />
        </Stack>
      </div>
    </>
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
