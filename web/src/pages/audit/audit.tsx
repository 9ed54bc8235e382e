import { Alert, Anchor, Button, Group, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Section, Wide } from "../../components/section";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useNames, users } from "../../lib/work";
import { useWords } from "../../lib/words";

const route = getRouteApi("/audit");
const size = 100;
const kinds = ["employer", "target", "investigation", "signal", "phenomenon", "consultation", "feedback", "evidence", "pseudonym", "pair", "register", "user", "job", "opening", "audit", "model", "methodology", "rollout", "webhook", "view"];

/** Audit shows who saw or did what, and whether the log is whole. Who may read only their own lines sees those. */
export function Audit() {
  const { t } = useSay();
  const { own } = useWords();
  const me = useUser();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = may(me, "audit.export");
  const user = all ? search.user : me.user.id;
  const people = useQuery({ ...users, enabled: all }).data?.items ?? [];
  const got = useQuery({
    queryKey: ["audit", user, search.kind, search.id, search.after],
    queryFn: ({ signal }) => get("/audit", { query: { user, kind: search.kind, id: search.id, after: search.after, pageSize: size }, signal }),
  });
  const go = (to: Partial<typeof search>) => void navigate({ search: { ...search, after: undefined, ...to }, replace: true });
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t("audit.title")}</Title>
        <Text c="dimmed">{t("audit.lead")}</Text>
      </div>
      {may(me, "audit.verify") && <Proof />}
      <Group align="flex-end">
        {all && <Select label={t("audit.user")} placeholder={t("audit.anyone")} data={people.map((u) => ({ value: u.id, label: `${u.name} (${u.login})` }))} value={search.user ?? null} onChange={(u) => go({ user: u ?? undefined })} clearable searchable w={{ base: "100%", xs: 240 }} />}
        <Select label={t("audit.kind")} placeholder={t("audit.anyKind")} data={kinds.map((k) => ({ value: k, label: own("thingKind", k) }))} value={search.kind ?? null} onChange={(k) => go({ kind: k ?? undefined, id: k ? search.id : undefined })} clearable searchable w={{ base: "100%", xs: 220 }} />
        <TextInput label={t("audit.thing")} disabled={!search.kind} value={search.id ?? ""} onChange={(e) => go({ id: e.currentTarget.value || undefined })} w={{ base: "100%", xs: 240 }} />
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : got.data.items.length === 0 ? <Empty title={t("audit.none")} /> : (
        <>
          <Lines items={got.data.items} />
          <Group>
            {search.after && <Button variant="default" onClick={() => go({ after: undefined })}>{t("audit.first")}</Button>}
            {got.data.items.length === size && <Button variant="default" onClick={() => go({ after: got.data.after })}>{t("audit.next")}</Button>}
          </Group>
        </>
      )}
    </Stack>
  );
}

const pages: Record<string, string> = { employer: "/employers", phenomenon: "/phenomena", consultation: "/consultations", investigation: "/investigations", model: "/models", register: "/registers" };

function Lines({ items }: { items: { seq: number; at: string; user: string; action: string; things?: { kind: string; id: string }[] | null; purpose?: string; detail?: string; refused?: string }[] }) {
  const { t } = useSay();
  const { own } = useWords();
  const { time } = useFormat();
  const { user } = useNames();
  return (
    <Wide least={720} name={t("audit.title")}>
      <Table className="surface">
        <Table.Thead>
          <Table.Tr><Table.Th scope="col">{t("audit.when")}</Table.Th><Table.Th scope="col">{t("audit.who")}</Table.Th><Table.Th scope="col">{t("audit.what")}</Table.Th><Table.Th scope="col">{t("audit.about")}</Table.Th><Table.Th scope="col">{t("audit.purpose")}</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((e) => (
            <Table.Tr key={e.seq}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>{time(e.at)}<Text size="xs" c="dimmed">{e.seq}</Text></Table.Td>
              <Table.Td className="hostile">{user(e.user)}</Table.Td>
              <Table.Td><code>{e.action}</code>{e.refused && <Text size="xs" className="hostile">{t("audit.refused", { why: e.refused })}</Text>}</Table.Td>
              <Table.Td className="hostile">{(e.things ?? []).slice(0, 5).map((x, n) => <div key={n}>{own("thingKind", x.kind)} {pages[x.kind] && x.id ? <Anchor component={Link} to={`${pages[x.kind]}/${x.id}`} size="sm">{x.id}</Anchor> : x.id}</div>)}{(e.things?.length ?? 0) > 5 && `+ ${(e.things?.length ?? 0) - 5}`}</Table.Td>
              <Table.Td className="hostile">{[e.purpose, e.detail].filter(Boolean).join(" · ")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}

function Proof() {
  const { t } = useSay();
  const { number, time } = useFormat();
  const got = useQuery({ queryKey: ["audit", "proof"], queryFn: ({ signal }) => get("/audit/proof", { signal }), enabled: false });
  const p = got.data;
  return (
    <Section title={t("audit.state")} right={<Button size="xs" variant="default" loading={got.isFetching} onClick={() => void got.refetch()}>{t("audit.verify")}</Button>}>
      <div role="status">
        {got.isError ? <Trouble error={got.error} /> : p && (
          <Stack gap="xs">
            {p.faults.length === 0 ? <Text>{t("audit.whole", { lines: number(p.lines), signed: number(p.signed) })}</Text> : p.faults.map((f, n) => <Alert key={n} color="red" variant="outline" className="hostile">{t("audit.broken", { what: f })}</Alert>)}
            <Text size="sm" c="dimmed">{p.checkpoint ? t("audit.checkpoint", { when: time(p.checkpoint), size: number(p.signed) }) : t("audit.noCheckpoint")}</Text>
          </Stack>
        )}
      </div>
    </Section>
  );
}
