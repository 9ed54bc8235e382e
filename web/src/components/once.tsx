import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useSay } from "../lib/language";

/** Once shows what is said once and kept nowhere. It closes by its button only. */
export function Once({ title, why, secret, close }: { title: string; why: string; secret: string; close: () => void }) {
  const { t } = useSay();
  return (
    <Modal opened onClose={close} title={<Text fw={650} component="span">{title}</Text>} closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
      <Stack>
        <Text size="sm">{why}</Text>
        <Code block style={{ fontSize: "1.1rem", userSelect: "all", whiteSpace: "pre-wrap" }}>{secret}</Code>
        <Group justify="flex-end"><Button onClick={close} data-autofocus>{t("users.written")}</Button></Group>
      </Stack>
    </Modal>
  );
}
