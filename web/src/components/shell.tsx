// The frame of every page: who is nobody gets the door, who is somebody the way to what the role may see.
import { AppShell, Burger, Button, Center, Group, type MantineColorScheme, Menu, NavLink, ScrollArea, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useKeys } from "../lib/keys";
import { type Language, languages, speak, speakAsUser, useSay } from "../lib/language";
import { logOut } from "../lib/server";
import { sees, type Session, session } from "../lib/session";
import { useWords } from "../lib/words";
import { Door } from "./door";
import { Help } from "./help";
import { Loading, Trouble } from "./states";
import { ways } from "./ways";

export function Shell() {
  const who = useQuery(session);
  const { pathname } = useLocation();
  useEffect(() => {
    if (who.data) speakAsUser(who.data.user.language);
  }, [who.data]);
  if (pathname === "/field") return <Outlet />; // it opens without a network too, and has a door of its own
  if (who.isError) return <Outside><Trouble error={who.error} again={() => void who.refetch()} /></Outside>;
  if (who.isPending) return <Outside><Loading lines={3} /></Outside>;
  if (!who.data || who.data.mustChange) return <Door session={who.data} />;
  return <Frame session={who.data} />;
}

const Outside = ({ children }: { children: React.ReactNode }) => (
  <Center component="main" mih="60vh" p="md">
    <div style={{ width: "min(28rem, 100%)" }}>{children}</div>
  </Center>
);

function Frame({ session }: { session: Session }) {
  const { t } = useSay();
  const [open, nav] = useDisclosure(false);
  const [helped, help] = useDisclosure(false);
  const { pathname } = useLocation();
  useKeys({ "?": help.toggle });
  useEffect(() => nav.close(), [pathname]); // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 212, breakpoint: "sm", collapsed: { mobile: !open } }} padding="md">
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={open} onClick={nav.toggle} hiddenFrom="sm" size="sm" aria-label={t("nav.open")} />
            <Group gap={8} wrap="nowrap">
              <img src="/icon.svg" alt="" width={24} height={24} />
              <Text fw={700}>Vigie</Text>
            </Group>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button variant="subtle" size="xs" color="gray" c="var(--mantine-color-text)" onClick={help.open} aria-label={t("help.title")} px={8}>
              ?
            </Button>
            <UserMenu session={session} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t("nav.main")}>
        <ScrollArea>
          {ways
            .filter((w) => !w.kind || sees(session, w.kind))
            .map((w) => (
              <NavLink key={w.to} component={Link} to={w.to} search={w.search as never} label={t(w.label)} active={pathname.startsWith(w.to)} aria-current={pathname.startsWith(w.to) ? "page" : undefined} />
            ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Help opened={helped} close={help.close} />
    </AppShell>
  );
}

function UserMenu({ session: s }: { session: Session }) {
  const { t, language } = useSay();
  const { own } = useWords();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    await logOut().catch(() => undefined); // the session may be over already: the door says so
    sessionStorage.clear();
    queries.setQueryData(session.queryKey, null);
    queries.removeQueries({ predicate: (q) => q.queryKey[0] !== session.queryKey[0] }); // nothing that was seen stays for the next
  };
  return (
    <Menu position="bottom-end" width={230} keepMounted={false}>
      <Menu.Target>
        <UnstyledButton px={8} py={4} aria-label={t("user.menu", { name: s.user.name })}>
          <Text size="sm" fw={600} lineClamp={1} maw={180} className="hostile">
            {s.user.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{(s.actor.roles ?? []).map((r) => own("role", r)).join(", ")}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("user.language")}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(l) => void speak(l as Language)}>
          {Object.entries(languages).map(([l, name]) => (
            <Menu.RadioItem key={l} value={l} lang={l}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("user.look")}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(c) => setColorScheme(c as MantineColorScheme)}>
          {(["light", "dark", "auto"] as const).map((c) => (
            <Menu.RadioItem key={c} value={c}>
              {t(`user.${c}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t("user.logOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
