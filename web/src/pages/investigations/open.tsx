// The scope of an investigation as it is written, when it begins and when it changes.
import { MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Act } from "../../components/act";
import { useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { useUser } from "../../lib/session";
import { type Investigation, phenomena, useAct, useNames, usePeople } from "../../lib/work";
import { useLists, useWords } from "../../lib/words";

type Scope = { objective: string; territories: string[]; sectors: string[] };

export function Open({ close }: { close: () => void }) {
  const { t } = useSay();
  const { titled } = useNames();
  const leaders = usePeople("investigation.open");
  const inspectors = usePeople("investigation.plan_visit");
  const me = useUser();
  const navigate = useNavigate();
  const known = useQuery(phenomena).data?.items ?? [];
  const [phenomenon, setPhenomenon] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<"methodology" | "big_case">("methodology");
  const [title, setTitle] = useState("");
  const [lead, setLead] = useState<string | null>(me.user.id);
  const [team, setTeam] = useState<string[]>([me.user.id]);
  const [scope, setScope] = useState<Scope>({ objective: "", territories: [], sectors: [] });
  const act = useAct(async () => {
    const r = await post("/investigations", { phenomenon: phenomenon ?? "", purpose, title, lead: lead ?? "", team: team.includes(lead ?? "") ? team : [...team, lead ?? ""], ...scope });
    const made = r.changed?.find((c) => c.kind === "investigation");
    if (made) void navigate({ to: "/investigations/$id", params: { id: made.id } });
  }, close);
  const choose = (id: string | null) => {
    setPhenomenon(id);
    const p = known.find((x) => x.id === id);
    if (!p) return;
    setTitle((was) => was || titled(p));
    setScope((was) => ({ ...was, sectors: was.sectors.length ? was.sectors : (p.sectors ?? []) }));
  };
  return (
    <Act title={t("investigations.new")} close={close} act={act} send={() => act.mutate()} ready={!!phenomenon && !!lead && title.trim() !== "" && isWhole(scope)}>
      <Select label={t("consultation.phenomenon")} data={known.filter((p) => p.state !== "retired").map((p) => ({ value: p.id, label: titled(p) }))} value={phenomenon} onChange={choose} searchable required data-autofocus />
      <Select label={t("investigation.purpose")} data={(["methodology", "big_case"] as const).map((x) => ({ value: x, label: t(`investigation.purpose.${x}`) }))} value={purpose} onChange={(v) => v && setPurpose(v as typeof purpose)} allowDeselect={false} />
      <TextInput label={t("phenomenonAct.titleField")} value={title} onChange={(e) => setTitle(e.currentTarget.value)} maxLength={200} required />
      <ScopeFields scope={scope} set={setScope} />
      <Select label={t("investigation.lead")} data={leaders} value={lead} onChange={setLead} searchable required />
      <MultiSelect label={t("investigation.team")} data={inspectors} value={team} onChange={setTeam} searchable />
    </Act>
  );
}

export function ChangeScope({ i, close }: { i: Investigation; close: () => void }) {
  const { own } = useWords();
  const [scope, setScope] = useState<Scope>({ objective: i.objective, territories: i.territories ?? [], sectors: i.sectors ?? [] });
  const act = useAct(() => post("/investigations/{id}/change-scope", scope, { id: i.id, version: i.version }), close);
  return (
    <Act title={own("investigationAct", "change_scope")} gate={own("investigationGate", "change_scope")} close={close} act={act} send={() => act.mutate()} ready={isWhole(scope)}>
      <ScopeFields scope={scope} set={setScope} />
    </Act>
  );
}

const isWhole = (s: Scope) => s.objective.trim() !== "" && s.territories.length > 0 && s.sectors.length > 0;

function ScopeFields({ scope, set }: { scope: Scope; set: (s: Scope) => void }) {
  const { t } = useSay();
  const { word } = useWords();
  const lists = useLists().data;
  return (
    <>
      <Textarea label={t("consultation.objective")} value={scope.objective} onChange={(e) => set({ ...scope, objective: e.currentTarget.value })} autosize minRows={2} maxLength={4000} required />
      <MultiSelect label={t("consultation.territories")} data={(lists?.territories ?? []).map((x) => ({ value: x, label: word("territory", x) }))} value={scope.territories} onChange={(territories) => set({ ...scope, territories })} searchable required />
      <MultiSelect label={t("consultation.sectors")} data={(lists?.sectors ?? []).map((x) => ({ value: x, label: word("sector", x) }))} value={scope.sectors} onChange={(sectors) => set({ ...scope, sectors })} searchable required />
    </>
  );
}
