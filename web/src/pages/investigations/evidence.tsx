// The files of an investigation: kept once under what they hold, and never shown in the page.
import { Anchor, Button, FileButton, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "../../components/act";
import { Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { contentOf, get, sendFile } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import { type Investigation, useAct, useNames } from "../../lib/work";

export function Evidence({ i }: { i: Investigation }) {
  const { t, locale } = useSay();
  const { user } = useNames();
  const { date } = useFormat();
  const me = useUser();
  const got = useQuery({ queryKey: ["evidence", i.id], queryFn: ({ signal }) => get("/evidence", { query: { investigation: i.id, pageSize: 1000 }, signal }), enabled: sees(me, "evidence") });
  const items = got.data?.items ?? [];
  const visited = (id?: string) => i.visits?.find((v) => v.id === id);
  const size = (bytes: number) => new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.max(1, bytes / 1000));
  if (!sees(me, "evidence")) return null;
  return (
    <Section title={t("investigation.evidence")}>
      {got.isError ? <Trouble error={got.error} /> : got.isPending ? <Loading lines={2} /> : (
        <Stack gap="xs">
          {items.length === 0 && <Text c="dimmed">{t(may(i, "evidence.add") ? "investigation.noEvidence" : "investigation.evidenceHidden")}</Text>}
          {items.map((e) => (
            <div key={e.id}>
              <Anchor href={contentOf(e.id)} download className="hostile">{e.name}</Anchor>
              <Text size="xs" c="dimmed" className="hostile">{[size(e.size), e.type, date(e.createdAt), user(e.createdBy), visited(e.visit) && t("investigation.clockOf", { date: date(visited(e.visit)?.madeOn ?? visited(e.visit)?.plannedOn) })].filter(Boolean).join(" · ")}</Text>
              <Text size="xs" c="dimmed" className="hostile">{t("investigation.fileHash", { hash: e.hash })}</Text>
            </div>
          ))}
          {may(i, "evidence.add") && <Add i={i} />}
        </Stack>
      )}
    </Section>
  );
}

function Add({ i }: { i: Investigation }) {
  const { t } = useSay();
  const { user } = useNames();
  const { date } = useFormat();
  const [visit, setVisit] = useState<string | null>(null);
  const act = useAct((file: File) => sendFile(file, i.id, visit ?? undefined));
  const visits = (i.visits ?? []).map((v) => ({ value: v.id, label: `${date(v.madeOn ?? v.plannedOn)} · ${v.entity} · ${user(v.inspector)}` }));
  return (
    <>
      <Group align="flex-end" gap="sm">
        {visits.length > 0 && <Select label={t("investigation.belongsTo")} placeholder={t("investigation.wholeInvestigation")} data={visits} value={visit} onChange={setVisit} clearable clearButtonProps={{ "aria-label": t("investigation.wholeInvestigation") }} w={{ base: "100%", sm: 360 }} />}
        <FileButton onChange={(file) => file && act.mutate(file)}>
          {(props) => <Button {...props} variant="default" loading={act.isPending}>{t("investigation.upload")}</Button>}
        </FileButton>
      </Group>
      {act.isPending && <Text size="sm" role="status">{t("investigation.uploading")}</Text>}
      <Refused error={act.error} />
    </>
  );
}
