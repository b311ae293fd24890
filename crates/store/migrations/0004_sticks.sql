-- Files that a node wished for in its latest bundle, with how much of each it has.
create table stick_wishes (
    node bytea not null,
    hash bytea not null,
    had bigint not null,
    primary key (node, hash)
);
