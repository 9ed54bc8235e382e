// Ways of looking at the list that were saved: filters, order and columns, as they stand in the address.
import { Button, Checkbox, CloseButton, Group, Popover, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Trouble } from "../../components/states";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { useUser } from "../../lib/session";
import { readTargetsSearch, type TargetsSearch } from "../../lib/targets";

const page = "targets";

export function Views({ search }: { search: TargetsSearch }) {
  const { t } = useSay();
  const me = useUser();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const views = useQuery({ queryKey: ["views", page], queryFn: () => get("/views", { query: { pageIs: page, sort: "createdAt", pageSize: 200 } }), enabled: opened });
  const again = () => queries.invalidateQueries({ queryKey: ["views"] });
  const { page: _page, open: _open, ...kept } = search;
  const save = useMutation({ mutationFn: () => post("/views", { page, name, query: JSON.stringify(kept), shared }), onSuccess: () => { setName(""); void again(); } });
  const remove = useMutation({ mutationFn: (v: { id: string; version: number }) => post("/views/{id}/delete", {}, { id: v.id, version: v.version }), onSuccess: again });
  const show = (query: string) => {
    setOpened(false);
    void navigate({ to: "/targets", search: readTargetsSearch(read(query)) });
  };
  const error = save.error ?? remove.error ?? views.error;
  return (
    <Popover position="bottom-start" width={340} trapFocus withinPortal opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened(!opened)}>
          {t("view.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("view.title")} maw="94vw">
        <Stack gap="xs">
          {error && <Trouble error={error} again={() => void again()} />}
          {views.data?.items.length === 0 && <Text size="sm" c="dimmed">{t("view.none")}</Text>}
          {views.data?.items.map((v) => (
            <Group key={v.id} justify="space-between" wrap="nowrap">
              <UnstyledButton onClick={() => show(v.query)} className="hostile" fz="sm">
                {v.name} {v.shared && <Text span size="xs" c="dimmed">· {t("view.of")}</Text>}
              </UnstyledButton>
              {v.createdBy === me.user.id && <CloseButton size="sm" aria-label={t("view.delete", { name: v.name })} onClick={() => remove.mutate(v)} />}
            </Group>
          ))}
          <form
            onSubmit={(e) => {
              e.preventDefault();
              if (name.trim()) save.mutate();
            }}
          >
            <Stack gap="xs">
              <TextInput label={t("view.name")} value={name} maxLength={200} onChange={(e) => setName(e.currentTarget.value)} />
              <Checkbox label={t("view.shared")} checked={shared} onChange={(e) => setShared(e.currentTarget.checked)} />
              <Button type="submit" size="xs" loading={save.isPending} disabled={!name.trim()}>
                {t("view.save")}
              </Button>
            </Stack>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function read(query: string): Record<string, unknown> {
  try {
    const v: unknown = JSON.parse(query);
    return typeof v === "object" && v !== null ? (v as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
