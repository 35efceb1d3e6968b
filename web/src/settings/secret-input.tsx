import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface SecretInputProps extends PasswordInputProps {
  /** One is stored: the field stays empty and says so. */
  readonly isStored: boolean;
  /** Name of the button that shows what is typed. */
  readonly show: string;
}

/** A secret of the connection: written here, never read back. */
export function SecretInput({ isStored, show, ...field }: SecretInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      placeholder={isStored ? t('exchange.passwordStored') : undefined}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': show, tabIndex: 0, 'aria-hidden': false }}
      {...field}
    />
  );
}
