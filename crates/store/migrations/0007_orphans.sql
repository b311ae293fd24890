-- Files that were named by words which were erased: to be deleted, unless something else names them too.
create table files_orphaned (
    hash bytea primary key
);
