-- What came from other nodes. A chain of which two versions exist (a fork) has a branch for each.
create table chains_with_branches (
    id bigint primary key,
    node bytea not null,
    incarnation bytea not null,
    branch bigint not null,
    commits bigint not null,
    head_hash bytea not null,
    listed bigint not null,
    unique (node, incarnation, branch)
);
insert into chains_with_branches (id, node, incarnation, branch, commits, head_hash, listed)
    select id, node, incarnation, 0, commits, head_hash, 0 from chains;
drop table chains;
alter table chains_with_branches rename to chains;
-- Which operations of a commit are not here: the hashes that stand in their place.
create table withheld (
    chain bigint not null,
    seq bigint not null,
    parts bytea not null,
    primary key (chain, seq)
);
-- In which order commits came into this database, its own included; this is what other nodes are offered.
create table arrivals (
    n bigint primary key,
    chain bigint not null,
    first bigint not null,
    until bigint not null,
    operations bigint not null,
    source bytea,
    mark bytea not null
);
create index arrivals_by_chain on arrivals (chain, until);
create index operations_of_trust on operations (chain, seq, place) where kind >= 2 and kind <= 5;
-- A node's own table: the other nodes it has met.
create table peers (
    node bytea primary key,
    address text,
    have bytea,
    theirs bytea,
    called_with bytea,
    called_count bigint not null,
    given bytea,
    given_id bytea,
    given_count bigint not null,
    met_at bigint,
    tried_at bigint,
    trouble text,
    clock_ahead_ms bigint not null,
    version text,
    disk_free bigint,
    disk_total bigint,
    waiting_there bigint not null
);
create unique index peers_by_ticket on peers (given_id) where given_id is not null;
-- Files that operations name and that are not here yet, what is here of them, and how often they were asked for since a
-- byte of them came. Those of a lower rank come first.
create table files_wanted (
    hash bytea primary key,
    rank bigint not null,
    named_at bigint not null,
    had bigint not null,
    asked bigint not null
);
create index files_wanted_by_rank on files_wanted (rank, named_at);
-- Bodies that are missing here although no tombstone that counts names them, and where their operations stand; and up to
-- which of these every node was asked, and since when (milliseconds since 1970, UTC).
create table bodies_wanted (
    n bigint primary key,
    aggregate bytea not null,
    operation bytea not null,
    slot bigint not null,
    chain bigint not null,
    seq bigint not null,
    place bigint not null,
    unique (operation, slot)
);
create index bodies_wanted_by_aggregate on bodies_wanted (aggregate);
create table bodies_asked (
    node bytea primary key,
    through bigint not null,
    since bigint not null
);
create table file_pieces (
    hash bytea not null,
    start bigint not null,
    content bytea not null,
    primary key (hash, start)
);
