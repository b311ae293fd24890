-- The log: what happened. Everything else in the database follows from it, but for a node's own tables (0002).
create table chains (
    id bigint primary key,
    node bytea not null,
    incarnation bytea not null,
    commits bigint not null,
    head_hash bytea not null,
    unique (node, incarnation)
);
create table commits (
    chain bigint not null,
    seq bigint not null,
    hash bytea not null,
    bytes bytea not null,
    primary key (chain, seq)
);
create table operations (
    chain bigint not null,
    seq bigint not null,
    place bigint not null,
    stamp bigint not null,
    aggregate bytea not null,
    kind bigint not null,
    header bytea not null,
    bodies bytea not null,
    primary key (chain, seq, place)
);
create index operations_by_aggregate on operations (aggregate);
create index operations_tombstones on operations (chain, seq, place) where kind = 1;
-- Which bodies were erased: what the tombstones in the log say, kept at hand so that none of them is let in again.
create table erased (
    operation bytea not null,
    slot bigint not null,
    primary key (operation, slot)
);
create table aggregates (
    id bytea primary key,
    family text not null,
    version bigint not null
);
create index aggregates_by_family on aggregates (family, id);
create table projections (
    name text primary key,
    mark text not null
);
