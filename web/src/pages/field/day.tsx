// What somebody has before them, out of what was taken along; what waits to be sent stands above it.
import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { Mark, Refused } from "../../components/act";
import { Section } from "../../components/section";
import { Empty, Loading, Trouble } from "../../components/states";
import { Who } from "../../components/target";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { send, type Told, waiting } from "../../lib/outbox";
import { Failure } from "../../lib/server";
import { session, type Session } from "../../lib/session";
import { alone, useVault } from "../../lib/vault";
import { Outbox } from "./outbox";
import { Sheet } from "./sheet";
import { speak, stops, take, taken, todayOf } from "./taken";

const route = getRouteApi("/field");

export function Day({ me, away }: { me?: Session | null; away: boolean }) {
  const { t } = useSay();
  const { time, date } = useFormat();
  const search = route.useSearch();
  const queries = useQueryClient();
  const kept = useQuery({ queryKey: ["field", "taken"], networkMode: "always", gcTime: 0, queryFn: async () => {
    const x = await taken();
    if (x) speak(queries, x);
    return { x, until: (await alone()).toISOString() };
  } });
  const box = useQuery({ queryKey: ["field", "outbox"], networkMode: "always", gcTime: 0, queryFn: waiting });
  const x = kept.data?.x;
  const mine = !!me && me.user.id === x?.user;
  const meet = useMeeting(me, mine, away);
  if (kept.isError) return <Trouble error={kept.error} />;
  if (kept.isPending || box.isPending) return <Loading />;
  if (!x) return <Empty title={t("field.nothingKept")} />;
  const all = stops(x).filter((s) => !(box.data ?? []).some((b: Told) => b.target === s.file.id && !b.refused));
  const open = all.find((s) => s.file.id === search.target);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">{t("field.kept", { at: time(x.at), until: time(kept.data.until) })}</Text>
      {me === null && <Alert variant="outline" color="orange">{t("field.logIn")} <Anchor component={Link} to="/today">{t("door.enter")}</Anchor></Alert>}
      {me && !mine && <Alert variant="outline" color="orange">{t("field.another")}</Alert>}
      <Refused error={meet.error} />
      <Outbox told={box.data ?? []} taken={x} send={() => void meet.now()} />
      {mine && !open && <Group><Button size="xs" variant="default" loading={meet.busy} onClick={() => void meet.now()}>{t("field.renew")}</Button></Group>}
      {open ? <Sheet key={open.file.id} x={x} stop={open} tells={!!search.tell} /> : (
        <Section title={t("field.visits")}>
          {all.length === 0 ? <Empty title={t("field.noVisits")} /> : (
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
              {all.map((s) => (
                <li key={s.file.id}>
                  <Anchor component={Link} to="/field" search={{ target: s.file.id } as never} underline="never" c="inherit" className="surface" display="block" p="sm">
                    <Who target={s.file.target} />
                    <Mark tone={s.visit?.plannedOn === todayOf(x) ? "soon" : "calm"}>{s.visit ? date(s.visit.plannedOn) : t("field.noDay")}</Mark>
                  </Anchor>
                </li>
              ))}
            </Stack>
          )}
        </Section>
      )}
    </Stack>
  );
}

/** useMeeting sends what waits and reads anew what is before one, at every way back on line. */
function useMeeting(me: Session | null | undefined, mine: boolean, away: boolean) {
  const queries = useQueryClient();
  const vault = useVault();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const now = useCallback(async () => {
    if (!me || !mine || vault !== "open") return;
    setBusy(true);
    try {
      await send();
      await take(me);
      setError(undefined);
    } catch (err) {
      if (err instanceof Failure && (err.status === 0 || err.status === 401)) await queries.invalidateQueries({ queryKey: session.queryKey }); // who am I, and is anybody there
      else setError(err);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ["field"] });
    }
  }, [me, mine, vault, queries]);
  useEffect(() => {
    const look = () => void queries.invalidateQueries({ queryKey: session.queryKey });
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, [queries]);
  useEffect(() => {
    if (mine && !away) void now();
  }, [mine, away]); // eslint-disable-line react-hooks/exhaustive-deps
  return { now, busy, error };
}
