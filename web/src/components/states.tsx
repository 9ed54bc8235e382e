// What a page shows while it waits, when there is nothing, and when something went wrong.
import { Alert, Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../lib/language";
import { Failure } from "../lib/server";

export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useSay();
  return (
    <Stack gap="sm" role="status" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {Array.from({ length: lines }, (_, i) => (
        <Skeleton key={i} height={i === 0 ? 28 : 18} width={i === 0 ? "40%" : `${95 - ((i * 13) % 30)}%`} />
      ))}
    </Stack>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={4} py="xl" px="md">
      <Text fw={600} ta="center">
        {title}
      </Text>
      {children && (
        <Text c="dimmed" ta="center" component="div">
          {children}
        </Text>
      )}
    </Stack>
  );
}

/** Trouble says what went wrong, what to do, and the name under which the server's keeper finds it. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useSay();
  const router = useRouter({ warn: false });
  const failure = error instanceof Failure ? error : undefined;
  return (
    <Alert color="red" variant="outline" title={t(troubleTitle(failure))} role="alert">
      <Stack gap="xs" align="flex-start">
        {failure?.message && (
          <Text size="sm" className="hostile">
            {failure.message}
          </Text>
        )}
        {failure?.problem?.issues?.map((i, n) => (
          <Text size="sm" key={n} className="hostile">
            {[i.name, i.detail].filter(Boolean).join(": ")}
          </Text>
        ))}
        {failure?.problem?.instance && (
          <Text size="xs" c="dimmed" className="hostile">
            {t("trouble.trace", { id: failure.problem.instance })}
          </Text>
        )}
        <Group>
          <Button size="xs" variant="default" onClick={again ?? (() => void router?.invalidate())}>
            {t("trouble.again")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function troubleTitle(f?: Failure) {
  switch (f?.status) {
    case 0:
      return "trouble.unreachable";
    case 403:
      return "trouble.denied";
    case 404:
      return "trouble.notFound";
    case 409:
    case 412:
      return "trouble.conflict";
    case 400:
    case 422:
      return "trouble.refused";
    default:
      return "trouble.title";
  }
}

export function NotThere() {
  const { t } = useSay();
  return (
    <Stack py="xl" align="center">
      <Title order={1}>{t("notThere.title")}</Title>
      <Text c="dimmed">{t("notThere.text")}</Text>
    </Stack>
  );
}
