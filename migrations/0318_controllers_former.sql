-- Those that a change of controller named as the new controller until it was sent again and named another.
create table controller_change_former (
    change_id text not null references controller_change (id),
    receiver text not null,
    replaced_at bigint not null,
    primary key (change_id, receiver)
);
create index controller_change_former_receiver on controller_change_former (receiver, replaced_at);
