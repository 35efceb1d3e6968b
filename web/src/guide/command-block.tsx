import { Button, Code, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CommandBlockProps {
  readonly commands: string;
  /** Number of the step, by which the button is told from the others. */
  readonly number: number;
}

/** Commands to copy. Where the browser gives no clipboard (a page without TLS), they are selected instead. */
export function CommandBlock({ commands, number }: CommandBlockProps) {
  const { t } = useTranslation();
  const block = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState<'copied' | 'selected' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(commands);
      setSaid('copied');
    } catch {
      if (block.current) window.getSelection()?.selectAllChildren(block.current);
      setSaid('selected');
    }
  };
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text fz="xs" fw={600} c="dimmed">
          {t('guide.command')}
        </Text>
        <Group gap="xs">
          <Text fz="xs" role="status">
            {said && t(`guide.${said}`)}
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={
              said === 'copied' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
            }
            aria-label={t('guide.copyStep', { number })}
            onClick={copy}
          >
            {t('guide.copy')}
          </Button>
        </Group>
      </Group>
      <Code
        block
        className="tahti-words"
        ref={block}
        style={{ whiteSpace: 'pre-wrap' }}
        lang="en"
        translate="no"
      >
        {commands}
      </Code>
    </div>
  );
}
