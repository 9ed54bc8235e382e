import { Kbd, Modal, Table, Text } from "@mantine/core";
import { type Message, useSay } from "../lib/language";

const keys: [string, Message][] = [
  ["/", "help.search"],
  ["j", "help.next"],
  ["k", "help.previous"],
  ["x", "help.select"],
  ["e", "help.open"],
  ["a", "help.accept"],
  ["c", "help.comment"],
  ["Esc", "help.close"],
  ["?", "help.help"],
];

/** Help says which keys there are, wherever one is. */
export function Help({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useSay();
  return (
    <Modal opened={opened} onClose={close} title={t("help.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Text size="sm" mb="sm">
        {t("help.text")}
      </Text>
      <Table>
        <Table.Tbody>
          {keys.map(([key, says]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={70}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(says)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
