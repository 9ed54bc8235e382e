import { Anchor, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got } from "../../lib/server";
import { useWords } from "../../lib/words";

const route = getRouteApi("/indicators");

/** Indicators lists what is asked of employers, those that fire most often first. */
export function Indicators() {
  const { t, text } = useSay();
  const { word } = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const got = useQuery({ queryKey: ["indicators"], queryFn: ({ signal }) => get("/indicators", { signal }) });
  const all = got.data?.items ?? [];
  const wanted = (search.q ?? "").toLowerCase();
  const shown = all
    .filter((x) => (!search.phenomenon || x.phenomenon === search.phenomenon) && `${text(x.question)} ${x.id}`.toLowerCase().includes(wanted))
    .sort((a, b) => (b.card?.now ?? -1) - (a.card?.now ?? -1));
  const phenomena = [...new Set(all.flatMap((x) => (x.phenomenon ? [x.phenomenon] : [])))];
  return (
    <Stack gap="md" maw={980}>
      <div>
        <Title order={1}>{t("indicators.title")}</Title>
        <Text c="dimmed">{t("indicators.lead")}</Text>
      </div>
      <Group>
        <TextInput type="search" aria-label={t("indicators.search")} placeholder={t("indicators.search")} value={search.q ?? ""} onChange={(e) => void navigate({ search: { ...search, q: e.currentTarget.value || undefined }, replace: true })} w={{ base: "100%", xs: 300 }} />
        <Select aria-label={t("indicators.phenomenon")} placeholder={t("indicators.anyPhenomenon")} data={phenomena.map((p) => ({ value: p, label: word("phenomenon", p) }))} value={search.phenomenon ?? null} onChange={(p) => void navigate({ search: { ...search, phenomenon: p ?? undefined }, replace: true })} clearable searchable w={{ base: "100%", xs: 300 }} />
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : shown.length === 0 ? <Empty title={t("indicators.none")} /> : (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>{shown.map((x) => <li key={x.id}><Indicator x={x} /></li>)}</Stack>
      )}
    </Stack>
  );
}

function Indicator({ x }: { x: Got<"/indicators">["items"][number] }) {
  const { t, text } = useSay();
  const { word } = useWords();
  const { percent } = useFormat();
  const p = x.card?.overall.precision;
  return (
    <div className="surface" style={{ padding: "10px 14px" }}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Anchor component={Link} to="/indicators/$id" params={{ id: x.id } as never} fw={600} className="hostile">{text(x.question) || x.id}</Anchor>
        {x.card && x.card.now > 0 && <Mark tone="house">{t("indicators.nowOf", { count: x.card.now })}</Mark>}
      </Group>
      <Text size="sm" c="dimmed">
        {[word("phenomenon", x.phenomenon), x.card ? `${t("indicators.precision")}: ${p ? t("model.interval", { value: percent(p.value), low: percent(p.low), high: percent(p.high) }) : t("indicators.tooFew")}` : t("indicator.noCard")].filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}
