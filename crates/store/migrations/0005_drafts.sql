-- What officers have begun to write about a case, and who has it open.
create table drafts (
    case_id bytea not null,
    staff bytea not null,
    text text not null,
    saved_at bigint not null,
    primary key (case_id, staff)
);
create table readers (
    case_id bytea not null,
    staff bytea not null,
    since bigint not null,
    seen_at bigint not null,
    primary key (case_id, staff)
);
