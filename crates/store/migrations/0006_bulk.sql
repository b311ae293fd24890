-- What an officer did to several cases with one press, so that it can be taken back; kept for a day.
create table bulk_acts (
    id bytea primary key,
    staff bytea not null,
    at bigint not null,
    content text not null
);
create index bulk_acts_by_time on bulk_acts (at);
-- Lists of the desk that somebody keeps under a name: their own, where no unit is named, or their unit's.
create table desk_views (
    id bytea primary key,
    staff bytea not null,
    unit text not null,
    name text not null,
    query text not null
);
create index desk_views_by_owner on desk_views (unit, staff, name);
