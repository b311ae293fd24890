-- A node's own tables: not operations, never synced, never rebuilt.
create table series (
    year bigint primary key,
    last bigint not null
);
create table outbox (
    id bytea primary key,
    channel text not null,
    recipient text not null,
    content text not null,
    due_at bigint not null,
    lease_until bigint not null,
    attempts bigint not null,
    state text not null
);
create index outbox_due on outbox (due_at) where state = 'waiting';
create table sessions (
    id bytea primary key,
    staff bytea not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    rotated_to bytea,
    agent text not null
);
create index sessions_by_staff on sessions (staff);
create table throttles (
    subject text primary key,
    failures bigint not null,
    blocked_until bigint not null,
    seen_at bigint not null
);
create table sign_in_links (
    id bytea primary key,
    staff bytea not null,
    made_by bytea not null,
    expires_at bigint not null,
    used_at bigint
);
create table uploads (
    id bytea not null,
    piece bigint not null,
    content bytea not null,
    received_at bigint not null,
    primary key (id, piece)
);
create table regions (
    code text primary key,
    parent text not null,
    name text not null
);
create index regions_by_parent on regions (parent, name);
create table settings (
    name text primary key,
    value text not null
);
