services-patient-data = Patientdatalagret
services-patient-data-former = Patientdataarkivet
services-social-data = Socialvårdens klientdatalager
services-social-data-former = Klientdataarkivet för socialvården
services-prescription = Recepttjänsten
services-imaging-data = Datalagret för bildmaterial
services-imaging-data-former = Arkivet över bildmaterial
