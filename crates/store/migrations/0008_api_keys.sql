-- What a program asked for under a key of its own, so that the same request sent again does nothing twice; kept for a month.
create table api_keys (
    program bytea not null,
    key bytea not null,
    print bytea not null,
    aggregate bytea not null,
    seen bigint not null,
    at bigint not null,
    primary key (program, key)
);
create index api_keys_by_time on api_keys (at);
