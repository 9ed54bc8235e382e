// Why somebody is on a list: what speaks for a visit and what against, in words, with what could explain it without fault.
import { Badge, Group, List, Stack, Text, Title } from "@mantine/core";
import { useFormat } from "../lib/format";
import { useSay } from "../lib/language";
import type { Reason } from "../lib/targets";
import { useSentence } from "../lib/sentence";

const stances = ["for", "against", "context", "unknown"] as const;
const signs = { for: "▲", against: "▽", context: "◦", unknown: "?" };

export function Reasons({ reasons, extra }: { reasons: Reason[]; extra?: (r: Reason) => React.ReactNode }) {
  const { t } = useSay();
  if (reasons.length === 0) return <Text c="dimmed">{t("reasons.none")}</Text>;
  return (
    <Stack gap="md">
      {stances.map((stance) => {
        const these = reasons.filter((r) => r.stance === stance);
        if (these.length === 0 && stance !== "against") return null;
        return (
          <section key={stance} aria-label={t(`reasons.${stance}`)}>
            <Title order={2} size="h3" mb={6}>
              <span aria-hidden>{signs[stance]}</span> {t(`reasons.${stance}`)}
            </Title>
            {these.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t("reasons.nothingAgainst")}
              </Text>
            ) : (
              <Stack gap="xs">
                {these.map((r) => (
                  <OneReason key={r.feature} reason={r} all={reasons} extra={extra} />
                ))}
              </Stack>
            )}
          </section>
        );
      })}
    </Stack>
  );
}

function OneReason({ reason: r, all, extra }: { reason: Reason; all: Reason[]; extra?: (r: Reason) => React.ReactNode }) {
  const { t, text } = useSay();
  const { date } = useFormat();
  const said = useSentence();
  return (
    <div className="surface" style={{ padding: "8px 12px" }}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <Text size="sm" className="hostile">
          {said(text(r.sentence))}
        </Text>
        {(r.stance === "for" || r.stance === "against") && <Weight reason={r} all={all} />}
      </Group>
      {r.shown && r.shown.length > 0 && (
        <List size="xs" mt={4} spacing={2} c="dimmed">
          {r.shown.map((s, i) => (
            <List.Item key={i} className="hostile">
              {date(s.on)}: {said(text(s.detail))} <span title={s.records}>({s.records.split("/")[0]})</span>
            </List.Item>
          ))}
        </List>
      )}
      {r.innocent && r.innocent.length > 0 && (
        <details style={{ marginTop: 6 }}>
          <summary>
            <Text span size="xs" fw={600}>
              {t("reasons.innocent", { count: r.innocent.length })}
            </Text>
          </summary>
          <List size="xs" mt={4} spacing={2}>
            {r.innocent.map((x, i) => (
              <List.Item key={i} className="hostile">
                {text(x)}
              </List.Item>
            ))}
          </List>
        </details>
      )}
      {extra?.(r)}
    </div>
  );
}

/** Weight says how much a reason moved the score beside the others: in a word, not in log-odds. */
function Weight({ reason, all }: { reason: Reason; all: Reason[] }) {
  const { t } = useSay();
  const largest = Math.max(...all.map((r) => Math.abs(r.contribution)));
  const part = largest === 0 ? 0 : Math.abs(reason.contribution) / largest;
  const strength = part > 0.66 ? "strong" : part > 0.33 ? "clear" : "slight";
  return (
    <Badge variant="outline" color="gray" c="var(--mantine-color-text)" size="sm" style={{ flexShrink: 0 }} tt="none">
      {t(`reasons.${strength}`)}
    </Badge>
  );
}
