import { Alert, Button, Group, PasswordInput, Select, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refused } from "../../components/act";
import { Facts, Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { type Language, languages, speak, useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { sees, session, useUser } from "../../lib/session";
import { useWords } from "../../lib/words";
import { Webhooks } from "./webhooks";

/** Settings are one's own: who one is here, language and password; and webhooks, for who keeps them. */
export function Settings() {
  const { t } = useSay();
  const me = useUser();
  return (
    <Stack gap="md" maw={860}>
      <Title order={1}>{t("settings.title")}</Title>
      <Profile />
      {!me.user.subject && <Password />}
      {sees(me, "webhook") && <Webhooks />}
    </Stack>
  );
}

function Profile() {
  const { t, language } = useSay();
  const { word, own } = useWords();
  const { list } = useFormat();
  const { user: u } = useUser();
  const queries = useQueryClient();
  const set = useMutation({
    mutationFn: (l: string) => post("/session/language", { language: l }),
    onSuccess: (_, l) => {
      void speak(l as Language);
      return queries.invalidateQueries({ queryKey: session.queryKey });
    },
  });
  return (
    <Section title={t("settings.profile")}>
      <Facts
        facts={[
          [t("users.name"), u.name],
          [t("users.login"), u.login],
          [t("users.roles"), list((u.roles ?? []).map((r) => own("role", r)))],
          [t("users.directorates"), list((u.directorates ?? []).map((d) => word("directorate", d)))],
          [t("users.territories"), list((u.territories ?? []).map((x) => word("territory", x)))],
        ]}
      />
      <Select label={t("users.language")} description={t("settings.languageWhy")} data={Object.entries(languages).map(([value, label]) => ({ value, label }))} value={language} onChange={(l) => l && set.mutate(l)} allowDeselect={false} mt="md" maw={420} />
      <Refused error={set.error} />
    </Section>
  );
}

function Password() {
  const { t } = useSay();
  const queries = useQueryClient();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const change = useMutation({
    mutationFn: () => post("/session/password", { old, new: fresh }),
    onSuccess: (got) => {
      queries.setQueryData(session.queryKey, got);
      setOld("");
      setFresh("");
      setAgain("");
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (old && fresh && fresh === again) change.mutate();
  };
  return (
    <Section title={t("settings.password")}>
      <form onSubmit={submit}>
        <Stack maw={420}>
          <Text size="sm" c="dimmed">{t("settings.passwordWhy")}</Text>
          {change.isSuccess && <Alert color="teal" variant="outline" role="status">{t("settings.kept")}</Alert>}
          <Refused error={change.error} />
          <PasswordInput label={t("settings.current")} autoComplete="current-password" value={old} onChange={(e) => setOld(e.currentTarget.value)} />
          <PasswordInput label={t("door.new")} description={t("door.newHow")} autoComplete="new-password" value={fresh} onChange={(e) => setFresh(e.currentTarget.value)} />
          <PasswordInput label={t("door.again")} autoComplete="new-password" value={again} onChange={(e) => setAgain(e.currentTarget.value)} error={again !== "" && again !== fresh ? t("door.differs") : undefined} />
          <Group><Button type="submit" loading={change.isPending} disabled={!old || !fresh || fresh !== again}>{t("settings.password")}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}
