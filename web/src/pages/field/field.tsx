// The page in the field: for a phone, with or without a network. It has a frame and a door of its own.
import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Door } from "../../components/door";
import { Loading, Trouble } from "../../components/states";
import { useSay } from "../../lib/language";
import { Failure } from "../../lib/server";
import { session } from "../../lib/session";
import { close, erase, look, useVault } from "../../lib/vault";
import { Day } from "./day";
import { Begin, Unseal } from "./seal";

/** again is after how many milliseconds a server is asked once more that could not be reached. */
const again = 15_000;

export function Field() {
  const { t } = useSay();
  const vault = useVault();
  const who = useQuery({ ...session, refetchInterval: (q) => q.state.status === "error" && again }); // a phone does not always say that it is back on line
  const queries = useQueryClient();
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), 60_000);
    void keepShell();
    return () => clearInterval(timer);
  }, []);
  const away = who.error instanceof Failure && who.error.status === 0;
  const forget = () => {
    if (!window.confirm(t("field.eraseSure"))) return;
    void erase();
    queries.removeQueries({ predicate: (q) => q.queryKey[0] !== session.queryKey[0] });
  };
  if (vault === "none" && who.data === null) return <Door session={null} />;
  return (
    <Container component="main" id="main" size="xs" p="md">
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Title order={1}>{t("field.title")}</Title>
          <Group gap="xs">
            {vault === "open" && <Button size="xs" variant="default" onClick={close}>{t("field.close")}</Button>}
            {(vault === "open" || vault === "sealed") && <Button size="xs" variant="default" onClick={forget}>{t("field.erase")}</Button>}
          </Group>
        </Group>
        {away && <Alert variant="outline" color="gray" role="status">{t("field.away")}</Alert>}
        {vault === "reading" || (vault === "none" && who.isPending) ? <Loading lines={3} /> : vault === "open" ? <Day me={who.data} away={away} /> : vault === "sealed" ? <Unseal /> : who.data ? <Begin me={who.data} /> : away ? <Text>{t("field.nothingKept")}</Text> : <Trouble error={who.error} again={() => void who.refetch()} />}
        {!away && who.data && <Anchor component={Link} to="/today" size="sm">{t("field.toOffice")}</Anchor>}
      </Stack>
    </Container>
  );
}

/** keepShell has the program's own files kept, so that the page opens without a network. */
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/field" });
    (await navigator.serviceWorker.ready).active?.postMessage("keep");
  } catch (err) {
    console.warn("the page can not be kept for the field", err);
  }
}
