// The frame of every page: who is nobody gets the door, who is somebody the way to what the role may see.
import { AppShell, Burger, Button, Center, Group, NavLink, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useKeys } from "../lib/keys";
import { useFormat } from "../lib/format";
import { speakAsUser, useSay } from "../lib/language";
import { usePrinting } from "../lib/printing";
import { sees, type Session, session } from "../lib/session";
import { Loading, Trouble } from "./states";
import { UserName } from "./username";
import { ways } from "./ways";

// Not on the first page, or not for everybody on it, and so not waited for.
const Door = lazy(() => import("./door").then((m) => ({ default: m.Door })));
const Help = lazy(() => import("./help").then((m) => ({ default: m.Help })));
const UserMenu = lazy(() => import("./usermenu").then((m) => ({ default: m.UserMenu })));

export function Shell() {
  const who = useQuery(session);
  const { pathname } = useLocation();
  useEffect(() => {
    if (who.data) speakAsUser(who.data.user.language);
  }, [who.data]);
  if (pathname === "/field") return <Outlet />; // it opens without a network too, and has a door of its own
  if (who.isError) return <Outside><Trouble error={who.error} again={() => void who.refetch()} /></Outside>;
  if (who.isPending) return <Outside><Loading lines={3} /></Outside>;
  if (!who.data || who.data.mustChange) return <Suspense fallback={<Outside><Loading lines={3} /></Outside>}><Door session={who.data} /></Suspense>;
  return <Frame session={who.data} />;
}

const Outside = ({ children }: { children: React.ReactNode }) => (
  <Center component="main" mih="60vh" p="md">
    <div style={{ width: "min(28rem, 100%)" }}>{children}</div>
  </Center>
);

const within = (pathname: string, way: string) => pathname === way || pathname.startsWith(`${way}/`);

function Frame({ session }: { session: Session }) {
  const { t } = useSay();
  const [open, nav] = useDisclosure(false);
  const [helped, help] = useDisclosure(false);
  const [asked, menu] = useDisclosure(false); // before the menu had come
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
            <Suspense fallback={<UserName session={session} onClick={menu.open} />}>
              <UserMenu session={session} opened={asked} />
            </Suspense>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t("nav.main")} style={{ overflowY: "auto" }}>
        {ways
          .filter((w) => !w.kind || sees(session, w.kind))
          .map((w) => (
            <NavLink key={w.to} component={Link} to={w.to} search={w.search as never} label={t(w.label)} active={within(pathname, w.to)} aria-current={within(pathname, w.to) ? "page" : undefined} />
          ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
        <Printed session={session} />
      </AppShell.Main>
      {helped && (
        <Suspense>
          <Help opened close={help.close} />
        </Suspense>
      )}
    </AppShell>
  );
}

/** Printed stands at the foot of each page on paper, and on paper only: who printed it, when, and where it stands, filters and all. */
function Printed({ session }: { session: Session }) {
  const { t } = useSay();
  const { time } = useFormat();
  const since = usePrinting();
  const { href } = useLocation();
  return since && <div className="print-only hostile">{t("printed", { name: session.user.name, time: time(since.toISOString()), address: location.origin + href })}</div>;
}
