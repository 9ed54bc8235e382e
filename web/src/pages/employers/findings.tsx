// What known mechanisms show of the employer, with the records behind it.
import { Badge, Group, List, Stack, Table, Text, Title } from "@mantine/core";
import { Empty } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useSentence } from "../../lib/sentence";
import { useCountry, useWords } from "../../lib/words";
import type { DossierRead } from "./dossier";

type Finding = DossierRead["findings"][number];

/** first rows are shown; the others open. */
const first = 5;

export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useSay();
  if (findings.length === 0) return <Empty title={t("findings.none")}>{t("findings.noneHow")}</Empty>;
  return (
    <Stack maw={820}>
      {findings.map((f) => (
        <One key={f.indicator} finding={f} />
      ))}
    </Stack>
  );
}

function One({ finding: f }: { finding: Finding }) {
  const { t, text } = useSay();
  const { indicator, word } = useWords();
  const { number } = useFormat();
  const about = useCountry().data?.indicators[f.indicator];
  return (
    <Stack className="surface" p="md" gap="xs" component="section" aria-label={indicator(f.indicator)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={2} size="h3">{indicator(f.indicator)}</Title>
        <Badge variant={f.fires ? "filled" : "outline"} color={f.fires ? "sea" : "gray"} c={f.fires ? undefined : "var(--mantine-color-text)"} tt="none" style={{ flexShrink: 0 }}>
          {t(f.fires ? "findings.fires" : "findings.quiet")}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {[word("phenomenon", about?.phenomenon), `${number(f.weight)} ${text(about?.unit)}`.trim()].filter(Boolean).join(" · ")}
      </Text>
      <Text size="sm">{text(about?.why)}</Text>
      <Rows evidence={f.evidence.slice(0, first)} />
      {f.evidence.length > first && (
        <details>
          <summary>
            <Text span size="sm" fw={600}>
              {t("findings.more", { count: f.evidence.length - first })}
            </Text>
          </summary>
          <Rows evidence={f.evidence.slice(first)} />
        </details>
      )}
      {(about?.innocent?.length ?? 0) > 0 && (
        <details>
          <summary>
            <Text span size="sm" fw={600}>
              {t("reasons.innocent", { count: about?.innocent?.length ?? 0 })}
            </Text>
          </summary>
          <List size="sm" mt={4}>
            {about?.innocent?.map((x, i) => <List.Item key={i}>{text(x)}</List.Item>)}
          </List>
        </details>
      )}
      {about?.legalBasis && (
        <Text size="xs" c="dimmed">
          {t("findings.legal", { rule: about.legalBasis })}
        </Text>
      )}
    </Stack>
  );
}

function Rows({ evidence }: Pick<Finding, "evidence">) {
  const { t } = useSay();
  const { date } = useFormat();
  const said = useSentence();
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table fz="sm" verticalSpacing={4} aria-label={t("findings.evidence")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t("findings.on")}</Table.Th>
            <Table.Th>{t("findings.shows")}</Table.Th>
            <Table.Th w={120}>{t("findings.known")}</Table.Th>
            <Table.Th>{t("findings.records")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map((e, i) => (
            <Table.Tr key={i}>
              <Table.Td>{date(e.happenedOn)}</Table.Td>
              <Table.Td className="hostile">{said(e.says ?? "")}</Table.Td>
              <Table.Td>{date(e.knownOn)}</Table.Td>
              <Table.Td className="hostile" fz="xs">
                {e.source}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
