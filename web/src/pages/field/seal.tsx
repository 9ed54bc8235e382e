// The word that what is taken along is sealed with: chosen at the desk, said in the field.
import { Alert, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refused } from "../../components/act";
import { useSay } from "../../lib/language";
import type { Session } from "../../lib/session";
import { erase, hoursAlone, look, make, open, shortestWord, wrongWords } from "../../lib/vault";
import { take } from "./taken";

export function Begin({ me }: { me: Session }) {
  const { t } = useSay();
  const [word, setWord] = useState("");
  const [again, setAgain] = useState("");
  const begin = useMutation({
    networkMode: "always",
    mutationFn: async () => {
      await make(word, me.user.id);
      await take(me).catch(async (err: unknown) => {
        await erase();
        throw err;
      });
      await look();
    },
  });
  const ready = word.length >= shortestWord && word === again;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) begin.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t("field.begin", { hours: hoursAlone, tries: wrongWords })}</Text>
        <Refused error={begin.error} />
        <PasswordInput name="word" label={t("field.word")} description={t("field.wordHow", { count: shortestWord })} autoComplete="off" required value={word} onChange={(e) => setWord(e.currentTarget.value)} />
        <PasswordInput name="again" label={t("field.wordAgain")} autoComplete="off" required value={again} onChange={(e) => setAgain(e.currentTarget.value)} error={again !== "" && again !== word ? t("field.differs") : undefined} />
        <Button type="submit" disabled={!ready} loading={begin.isPending}>{t("field.take")}</Button>
      </Stack>
    </form>
  );
}

export function Unseal() {
  const { t } = useSay();
  const [word, setWord] = useState("");
  const [left, setLeft] = useState<number>();
  const unseal = useMutation({ networkMode: "always", mutationFn: () => open(word), onSuccess: (n) => { setLeft(n); setWord(""); } });
  return (
    <form onSubmit={(e) => { e.preventDefault(); if (word) unseal.mutate(); }}>
      <Stack>
        {left !== undefined && left < wrongWords && <Alert color="red" variant="outline" role="alert">{t("field.wrong", { count: left })}</Alert>}
        <PasswordInput name="word" label={t("field.word")} autoComplete="off" required value={word} onChange={(e) => setWord(e.currentTarget.value)} />
        <Button type="submit" loading={unseal.isPending} disabled={!word}>{t("field.open")}</Button>
      </Stack>
    </form>
  );
}
