import { Anchor, Code, List, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Facts, Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got } from "../../lib/server";
import { useWords } from "../../lib/words";
import { Backtest } from "./backtest";
import { Precision } from "./precision";

const route = getRouteApi("/indicators/$id");

/** Indicator is the page of one: what it asks and why, what else could explain it, and how often it was right. */
export function Indicator() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["indicators", id], queryFn: ({ signal }) => get("/indicators/{id}", { id, signal }) });
  return (
    <Stack gap="md" maw={980}>
      <Anchor component={Link} to="/indicators" size="sm">{`← ${t("indicator.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page x={got.data} />}
    </Stack>
  );
}

function Page({ x }: { x: Got<"/indicators/{id}"> }) {
  const { t, text } = useSay();
  return (
    <>
      <div>
        <Title order={1} className="hostile">{text(x.question) || x.id}</Title>
        <Text size="sm" c="dimmed">{x.id}</Text>
      </div>
      <Section title={t("indicator.why")}>
        <Text maw="75ch" className="hostile">{text(x.why)}</Text>
      </Section>
      <Section title={t("indicator.innocent")}>
        <List spacing={4}>{x.innocent.map((i, n) => <List.Item key={n} className="hostile">{text(i)}</List.Item>)}</List>
      </Section>
      <HowItAsks x={x} />
      <Section title={t("indicator.card")}>{x.card ? <Precision card={x.card} /> : <Text c="dimmed">{t("indicator.noCard")}</Text>}</Section>
      <Backtest id={x.id} />
      <Tests x={x} />
      {x.query && (
        <Section title={t("indicator.query")}>
          <Code block tabIndex={0} style={{ maxHeight: 420, overflow: "auto" }}>{x.query}</Code>
        </Section>
      )}
    </>
  );
}

/** duration says an ISO 8601 period in words where it is plain, such as P1Y or P90D. */
function useDuration() {
  const { locale } = useSay();
  const units: Record<string, string> = { Y: "year", M: "month", W: "week", D: "day" };
  return (p: string) => {
    const [, n, unit] = /^P(\d+)([YMWD])$/.exec(p) ?? [];
    return n && unit ? new Intl.NumberFormat(locale, { style: "unit", unit: units[unit] ?? "day", unitDisplay: "long" }).format(Number(n)) : p;
  };
}

function HowItAsks({ x }: { x: Got<"/indicators/{id}"> }) {
  const { t, text } = useSay();
  const { word, own } = useWords();
  const { date, number, list } = useFormat();
  const duration = useDuration();
  const unit = (n: number) => {
    const [one, many] = text(x.unit).split("|");
    return `${number(n)} ${n === 1 ? (one ?? "") : (many ?? one ?? "")}`.trim();
  };
  return (
    <Section title={t("indicator.facts")}>
      <Facts
        facts={[
          [t("indicators.phenomenon"), word("phenomenon", x.phenomenon)],
          [t("indicator.legal"), x.legalBasis],
          [t("indicator.kind"), x.kind && own("indicatorKind", x.kind)],
          [t("indicator.threshold"), list(x.thresholds.map((v) => (v.from ? t("indicator.since", { value: unit(v.value), date: date(v.from) }) : unit(v.value)))) || unit(1)],
          [t("indicator.window"), x.window === "all" ? t("indicator.allTime") : duration(x.window)],
          [t("indicator.followUp"), x.followUp && duration(x.followUp)],
          [t("indicator.reads"), x.reads.join(", ")],
          [t("indicator.owner"), x.owner],
          [t("indicator.version"), x.version],
        ]}
      />
    </Section>
  );
}

function Tests({ x }: { x: Got<"/indicators/{id}"> }) {
  const { t } = useSay();
  const { date } = useFormat();
  if (!x.tests?.length) return null;
  return (
    <Section title={t("indicator.tests", { n: x.tests.length })}>
      <List size="sm" spacing={6}>
        {x.tests.map((c) => (
          <List.Item key={c.name} lang="en">
            {c.name}
            <Text size="xs" c="dimmed" component="span" display="block">{c.answers.map((a) => t(a.fires ? "indicator.fires" : "indicator.silent", { date: date(a.asOf) })).join(" · ")}</Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
