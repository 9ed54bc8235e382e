import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Act } from "../../components/act";
import { languages, useSay } from "../../lib/language";
import { post, type Sent } from "../../lib/server";
import { useAct, users } from "../../lib/work";
import { useLists, useWords } from "../../lib/words";
import type { User } from "./users";

/** Person is the form of a user: a new one, or one that is there. Which roles there are, the server says. */
export function Person({ u, close, told }: { u?: User; close: () => void; told: (once: string) => void }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const lists = useLists().data;
  const people = useQuery(users).data?.items ?? [];
  const [login, setLogin] = useState(u?.login ?? "");
  const [name, setName] = useState(u?.name ?? "");
  const [roles, setRoles] = useState<string[]>(u?.roles ?? []);
  const [territories, setTerritories] = useState(u?.territories ?? []);
  const [directorates, setDirectorates] = useState(u?.directorates ?? []);
  const [service, setService] = useState<string | null>(u?.service ?? null);
  const [language, setLanguage] = useState(u?.language ?? lists?.languages?.[0] ?? "en");
  const [standIn, setStandIn] = useState<string | null>(u?.standIn ?? null);
  const act = useAct(async () => {
    const body = { name, roles, territories, directorates, service: service ?? undefined, language, standIn: standIn ?? undefined, subject: u?.subject } as Sent<"/users/{id}/change">;
    if (u) {
      await post("/users/{id}/change", body, { id: u.id, version: u.version });
      return;
    }
    const got = await post("/users", { ...body, login });
    if (got.password) told(got.password);
  }, close);
  const known = (lists?.roles ?? []).map((r) => ({ value: r, label: own("role", r) }));
  return (
    <Act title={u ? `${t("users.change")}: ${u.name}` : t("users.new")} close={close} act={act} send={() => act.mutate()} ready={name.trim() !== "" && roles.length > 0 && (!!u || login.trim() !== "")} label={t("work.keep")}>
      {!u && <TextInput label={t("users.login")} value={login} onChange={(e) => setLogin(e.currentTarget.value)} required maxLength={100} autoCapitalize="none" autoComplete="off" data-autofocus />}
      <TextInput label={t("users.name")} value={name} onChange={(e) => setName(e.currentTarget.value)} required maxLength={200} autoComplete="off" />
      <MultiSelect label={t("users.roles")} data={known} value={roles} onChange={setRoles} required />
      <MultiSelect label={t("users.territories")} data={(lists?.territories ?? []).map((x) => ({ value: x, label: word("territory", x) }))} value={territories} onChange={setTerritories} searchable />
      <MultiSelect label={t("users.directorates")} data={(lists?.directorates ?? []).map((d) => ({ value: d.id, label: word("directorate", d.id) }))} value={directorates} onChange={setDirectorates} searchable />
      <Select label={t("users.service")} data={(lists?.services ?? []).map((s) => ({ value: s, label: word("service", s) }))} value={service} onChange={setService} clearable />
      <Select label={t("users.language")} data={Object.entries(languages).map(([value, label]) => ({ value, label }))} value={language} onChange={(l) => l && setLanguage(l)} allowDeselect={false} />
      <Select label={t("users.standIn")} data={people.filter((p) => p.id !== u?.id && p.state === "active").map((p) => ({ value: p.id, label: p.name }))} value={standIn} onChange={setStandIn} clearable searchable />
    </Act>
  );
}
