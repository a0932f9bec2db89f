applications-only-yours = The list has the services that your organisation can apply for here. If a service is missing, ask customer support: { $email }, { $phone }.
