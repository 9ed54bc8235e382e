import { Button, Group, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Act, Mark, Refused } from "../../components/act";
import { Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useSay } from "../../lib/language";
import { get, type Got, post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useAct } from "../../lib/work";
import { Once } from "../../components/once";

/** Webhooks are the addresses outside that are told of events. */
export function Webhooks() {
  const { t } = useSay();
  const me = useUser();
  const [fresh, setFresh] = useState(false);
  const [secret, setSecret] = useState<string>();
  const got = useQuery({ queryKey: ["webhooks"], queryFn: ({ signal }) => get("/webhooks", { query: { pageSize: 1000, may: true }, signal }) });
  return (
    <Section title={t("settings.webhooks")} right={may(me, "webhook.create") && <Button size="xs" variant="default" onClick={() => setFresh(true)}>{t("settings.newWebhook")}</Button>}>
      <Text size="sm" c="dimmed" mb="sm">{t("settings.webhooksWhy")}</Text>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading lines={2} /> : got.data.items.length === 0 ? <Text>{t("settings.noWebhooks")}</Text> : <Stack gap="sm">{got.data.items.map((w) => <One key={w.id} w={w} />)}</Stack>}
      {fresh && <Fresh close={() => setFresh(false)} told={setSecret} />}
      {secret && <Once title={t("settings.webhooks")} why={t("settings.secret")} secret={secret} close={() => setSecret(undefined)} />}
    </Section>
  );
}

function One({ w }: { w: Got<"/webhooks">["items"][number] }) {
  const { t } = useSay();
  const turn = useAct(() => post("/webhooks/{id}/change", { url: w.url, events: w.events ?? [], active: !w.active }, { id: w.id, version: w.version }));
  const drop = useAct(() => post("/webhooks/{id}/delete", {}, { id: w.id, version: w.version }));
  return (
    <div>
      <Group gap="xs">
        <Text fw={600} className="hostile">{w.url}</Text>
        {!w.active && <Mark>{t("settings.stopped")}</Mark>}
        {may(w, "webhook.change") && <Button size="compact-xs" variant="default" loading={turn.isPending} onClick={() => turn.mutate()}>{t(w.active ? "settings.stop" : "settings.go")}</Button>}
        {may(w, "webhook.delete") && <Button size="compact-xs" variant="subtle" loading={drop.isPending} onClick={() => drop.mutate()}>{t("settings.delete")}</Button>}
      </Group>
      <Text size="sm">{(w.events ?? []).join(", ")}</Text>
      {!!w.failed && <Text size="sm" className="hostile">{t("settings.failing", { count: w.failed, why: w.error ?? "" })}</Text>}
      <Refused error={turn.error ?? drop.error} />
    </div>
  );
}

function Fresh({ close, told }: { close: () => void; told: (secret: string) => void }) {
  const { t } = useSay();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<string[]>([]);
  const act = useAct(async () => {
    const got = await post("/webhooks", { url, events });
    if (got.secret) told(got.secret);
  }, close);
  return (
    <Act title={t("settings.newWebhook")} close={close} act={act} send={() => act.mutate()} ready={url !== "" && events.length > 0}>
      <TextInput type="url" label={t("settings.url")} value={url} onChange={(e) => setUrl(e.currentTarget.value)} required maxLength={2000} data-autofocus />
      <TagsInput label={t("settings.events")} value={events} onChange={setEvents} required />
    </Act>
  );
}
