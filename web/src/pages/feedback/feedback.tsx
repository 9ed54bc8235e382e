import { Button, Checkbox, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useKeys } from "../../lib/keys";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { useCountry, useWords } from "../../lib/words";
import "./feedback.css";
import { type ByReason, byReason } from "./reasons";
import { Said } from "./said";

const route = getRouteApi("/feedback");
const most = 1000;
const first = 10;

/** Feedback is the miners' inbox: the reasons that visits spoke of, those without an answer first, and an answer in place. */
export function Feedback() {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["feedback", "all"], queryFn: ({ signal }) => get("/feedback", { query: { pageSize: most, sort: "-visitedOn" }, signal }) });
  const reasons = useMemo(() => byReason(got.data?.items ?? []), [got.data]);
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t("inbox.title")}</Title>
        <Text c="dimmed">{t("inbox.lead")}</Text>
        {got.data && got.data.total > got.data.items.length && <Text size="sm">{t("inbox.latest", { n: got.data.items.length, all: got.data.total })}</Text>}
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : reasons.length === 0 ? <Empty title={t("inbox.empty")} /> : <Inbox reasons={reasons} />}
    </Stack>
  );
}

function Inbox({ reasons }: { reasons: ByReason[] }) {
  const { t } = useSay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const listed = search.open ? reasons.filter((r) => r.open > 0) : reasons;
  const at = Math.max(0, listed.findIndex((r) => r.feature === (search.reason ?? listed[0]?.feature)));
  const here = listed[at];
  const go = (to: number) => {
    const r = listed[to];
    if (r) void navigate({ search: { ...search, reason: r.feature }, replace: true });
  };
  useKeys({ j: () => go(at + 1), k: () => go(at - 1) });
  return (
    <>
      <Checkbox label={t("inbox.onlyOpen")} checked={search.open ?? false} onChange={(e) => void navigate({ search: { open: e.currentTarget.checked || undefined }, replace: true })} />
      {listed.length === 0 ? <Empty title={t("inbox.nothingOpen")} /> : (
        <div className="inbox">
          <nav className="reasons surface" aria-label={t("inbox.reasons")} tabIndex={-1}>
            <ul>{listed.map((r) => <li key={r.feature}><Reason r={r} here={r === here} /></li>)}</ul>
          </nav>
          {here && <Conversation key={here.feature} r={here} onlyOpen={search.open ?? false} />}
        </div>
      )}
    </>
  );
}

function Reason({ r, here }: { r: ByReason; here: boolean }) {
  const { t } = useSay();
  const asks = useAsks();
  const search = route.useSearch();
  return (
    <Link to="/feedback" search={{ ...search, reason: r.feature }} aria-current={here ? "true" : undefined} replace>
      <Text size="sm" fw={600} component="span" display="block" className="hostile">{asks(r.feature)}</Text>
      {r.feature !== "" && <Text size="xs" c="dimmed" component="span" display="block">{t("inbox.counts", { confirmed: r.confirmed, refuted: r.refuted, unchecked: r.unchecked })}</Text>}
      <Mark tone={r.open > 0 ? "soon" : "calm"}>{r.open > 0 ? t("inbox.open", { count: r.open }) : t("inbox.allAnswered")}</Mark>
    </Link>
  );
}

/** useAsks says what a reason asks: an indicator its question, a feature what it means. */
function useAsks() {
  const { t } = useSay();
  const { indicator, feature } = useWords();
  return (id: string) => (id === "" ? t("inbox.whole") : id.startsWith("indicator.") ? indicator(id.slice("indicator.".length)) : feature(id));
}

function Conversation({ r, onlyOpen }: { r: ByReason; onlyOpen: boolean }) {
  const { t, text } = useSay();
  const asks = useAsks();
  const known = useCountry().data?.indicators[r.feature.replace("indicator.", "")];
  const [all, setAll] = useState(false);
  const shown = onlyOpen ? r.all.filter((o) => o.open) : r.all;
  return (
    <section aria-labelledby="reason">
      <Stack gap="sm">
        <div>
          <Title order={2} id="reason" className="hostile">{asks(r.feature)}</Title>
          <Text size="sm" c="dimmed" className="hostile">{r.feature === "" ? t("inbox.wholeWhy") : r.feature}</Text>
          {known?.why && <Text size="sm" mt={4} className="hostile">{text(known.why)}</Text>}
          {known?.innocent?.length ? (
            <details style={{ marginTop: 4 }}>
              <summary><Text size="sm" component="span">{t("inbox.innocent")}</Text></summary>
              {known.innocent.map((x, n) => <Text size="sm" key={n} className="hostile">{`– ${text(x)}`}</Text>)}
            </details>
          ) : null}
        </div>
        {shown.slice(0, all ? undefined : first).map((o) => <Said key={o.f.id} one={o} />)}
        {shown.length > first && <Button variant="default" size="xs" w="fit-content" onClick={() => setAll(!all)}>{all ? t("work.showFewer") : t("work.showAll", { n: shown.length })}</Button>}
        {shown.length === 0 && <Text c="dimmed">{t("inbox.nothingOpen")}</Text>}
      </Stack>
    </section>
  );
}
