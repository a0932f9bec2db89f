-- Each service that an organisation has terminated, live or not.
create index termination_service_by_organisation on termination_service (organisation);
