-- Which services have a published run on which day: no two runs of a day share a service.
create table controller_run_service (
    day text not null,
    service text not null,
    run text not null references controller_run (id),
    primary key (day, service)
);
create index controller_run_service_by_run on controller_run_service (run);
create index controller_run_by_cancelling on controller_run (state, cancelled_at);
-- Of those that were published before, the first of a day has the service.
insert into controller_run_service (day, service, run)
    select r.day, s.code, min(r.id)
    from controller_run r
    join (select 'patient_data' as code union all select 'social_data' union all select 'imaging_data') s
        on replace(' ' || r.services || ' ', ' ' || s.code || ' ', '') <> ' ' || r.services || ' '
    where r.state = 'open'
    group by r.day, s.code;
