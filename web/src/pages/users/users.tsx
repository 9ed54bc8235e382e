import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got, post } from "../../lib/server";
import { type Action, may, useUser } from "../../lib/session";
import { useAct } from "../../lib/work";
import { useWords } from "../../lib/words";
import { Once } from "../../components/once";
import { Person } from "./person";

const route = getRouteApi("/users");

export type User = Got<"/users">["items"][number];

/** Users lists who works here; who keeps users changes them. */
export function Users() {
  const { t } = useSay();
  const me = useUser();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [fresh, setFresh] = useState(false);
  const [once, setOnce] = useState<string>();
  const got = useQuery({ queryKey: ["users", "kept"], queryFn: ({ signal }) => get("/users", { query: { pageSize: 1000, sort: "name", may: true }, signal }) });
  const wanted = (search.q ?? "").toLowerCase();
  const shown = (got.data?.items ?? []).filter((u) => `${u.name} ${u.login}`.toLowerCase().includes(wanted));
  return (
    <Stack gap="md" maw={980}>
      <div>
        <Title order={1}>{t("users.title")}</Title>
        <Text c="dimmed">{t("users.lead")}</Text>
      </div>
      <Group>
        <TextInput type="search" aria-label={t("users.search")} placeholder={t("users.search")} value={search.q ?? ""} onChange={(e) => void navigate({ search: { q: e.currentTarget.value || undefined }, replace: true })} w={{ base: "100%", xs: 300 }} />
        {may(me, "user.create") && <Button onClick={() => setFresh(true)}>{t("users.new")}</Button>}
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : shown.length === 0 ? <Empty title={t("users.none")} /> : (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>{shown.map((u) => <li key={u.id}><One u={u} told={setOnce} /></li>)}</Stack>
      )}
      {fresh && <Person close={() => setFresh(false)} told={setOnce} />}
      {once && <Once title={t("users.once")} why={t("users.onceWhy")} secret={once} close={() => setOnce(undefined)} />}
    </Stack>
  );
}

type Verb = "lock" | "unlock" | "leave" | "reset" | "end-sessions";
const verbs: [Verb, Action][] = [["reset", "user.reset_password"], ["lock", "user.lock"], ["unlock", "user.unlock"], ["end-sessions", "user.end_sessions"], ["leave", "user.leave"]];
const fits = (verb: Verb, u: User) => (verb === "unlock" ? u.state === "locked" : verb === "lock" ? u.state === "active" : verb === "reset" ? u.state === "active" && !u.subject : u.state !== "left");

function One({ u, told }: { u: User; told: (once: string) => void }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const { list } = useFormat();
  const [changing, setChanging] = useState(false);
  const [verb, setVerb] = useState<Verb>();
  const where = [...(u.directorates ?? []).map((d) => word("directorate", d)), ...(u.territories ?? []).map((x) => word("territory", x)), ...(u.service ? [word("service", u.service)] : [])];
  return (
    <div className="surface" style={{ padding: "10px 14px" }}>
      <Group justify="space-between" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} className="hostile">{u.name}</Text>
            <Text size="sm" c="dimmed" className="hostile">{u.login}</Text>
            {u.state !== "active" && <Mark tone="soon">{own("userState", u.state)}</Mark>}
          </Group>
          <Text size="sm">{[list((u.roles ?? []).map((r) => own("role", r))), list(where)].filter(Boolean).join(" · ")}</Text>
        </div>
        <Group gap={6}>
          {may(u, "user.change") && u.state !== "left" && <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>{t("users.change")}</Button>}
          {verbs.filter(([v, a]) => may(u, a) && fits(v, u)).map(([v]) => <Button key={v} size="compact-sm" variant="subtle" onClick={() => setVerb(v)}>{t(`users.${v}`)}</Button>)}
        </Group>
      </Group>
      {changing && <Person u={u} close={() => setChanging(false)} told={told} />}
      {verb && <Sure u={u} verb={verb} close={() => setVerb(undefined)} told={told} />}
    </div>
  );
}

function Sure({ u, verb, close, told }: { u: User; verb: Verb; close: () => void; told: (once: string) => void }) {
  const { t } = useSay();
  const act = useAct(async () => {
    if (verb === "reset") {
      const got = await post("/users/{id}/reset-password", {} as never, { id: u.id });
      if (got.password) told(got.password);
      return;
    }
    await post(`/users/{id}/${verb}`, {}, { id: u.id, version: u.version });
  }, close);
  return <Act title={`${t(`users.${verb}`)}: ${u.name}`} close={close} act={act} send={() => act.mutate()} />;
}
