// The door: log in, and choose a password of one's own where the one given was for one log-in.
import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Language, languages, speak, useSay } from "../lib/language";
import { Failure, post } from "../lib/server";
import { type Session, session } from "../lib/session";

export function Door({ session: s }: { session: Session | null }) {
  const { t } = useSay();
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="min(24rem, 100%)" gap="lg">
        <Group gap="sm" justify="center">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <Title order={1}>Vigie</Title>
        </Group>
        <Paper p="lg" className="surface">
          {s ? <NewPassword /> : <LogIn />}
        </Paper>
        <Languages />
        <Text size="xs" c="dimmed" ta="center">
          {t("door.written")}
        </Text>
      </Stack>
    </Center>
  );
}

function LogIn() {
  const { t } = useSay();
  const queries = useQueryClient();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => post("/session", { login, password }),
    onSuccess: (got) => queries.setQueryData(session.queryKey, got),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (login && password) enter.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>{t("door.title")}</Title>
        <Said error={enter.error} denied={t("door.wrong")} />
        <TextInput name="login" label={t("door.login")} autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onChange={(e) => setLogin(e.currentTarget.value)} autoFocus />
        <PasswordInput name="password" label={t("door.password")} autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
        <Button type="submit" loading={enter.isPending} fullWidth>
          {t("door.enter")}
        </Button>
      </Stack>
    </form>
  );
}

function NewPassword() {
  const { t } = useSay();
  const queries = useQueryClient();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== fresh;
  const change = useMutation({
    mutationFn: () => post("/session/password", { old, new: fresh }),
    onSuccess: (got) => queries.setQueryData(session.queryKey, got),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (old && fresh && fresh === again) change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>{t("door.change")}</Title>
        <Text size="sm">{t("door.changeWhy")}</Text>
        <Said error={change.error} />
        <PasswordInput name="old" label={t("door.old")} autoComplete="current-password" required value={old} onChange={(e) => setOld(e.currentTarget.value)} autoFocus />
        <PasswordInput name="new" label={t("door.new")} description={t("door.newHow")} autoComplete="new-password" required value={fresh} onChange={(e) => setFresh(e.currentTarget.value)} />
        <PasswordInput name="again" label={t("door.again")} autoComplete="new-password" required value={again} onChange={(e) => setAgain(e.currentTarget.value)} error={differs ? t("door.differs") : undefined} />
        <Button type="submit" loading={change.isPending} fullWidth>
          {t("door.keep")}
        </Button>
      </Stack>
    </form>
  );
}

function Said({ error, denied }: { error: unknown; denied?: string }) {
  const { t } = useSay();
  if (!error) return null;
  const f = error instanceof Failure ? error : undefined;
  const says = f?.status === 0 ? t("trouble.unreachable") : denied && (f?.status === 401 || f?.status === 403) ? denied : (f?.message ?? t("trouble.title"));
  return (
    <Alert color="red" variant="outline" role="alert" className="hostile">
      {says}
    </Alert>
  );
}

function Languages() {
  const { t, language } = useSay();
  return (
    <Group justify="center" gap="md" role="group" aria-label={t("user.language")}>
      {Object.entries(languages).map(([l, name]) => (
        <UnstyledButton key={l} lang={l} aria-pressed={l === language} onClick={() => void speak(l as Language)}>
          <Text size="sm" fw={l === language ? 700 : 400} td={l === language ? "underline" : undefined}>
            {name}
          </Text>
        </UnstyledButton>
      ))}
    </Group>
  );
}
