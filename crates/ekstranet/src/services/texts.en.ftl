services-patient-data = Patient Data Repository
services-patient-data-former = Patient Data Archive
services-social-data = Client Data Repository for Social Welfare Services
services-social-data-former = Client Data Archive for Social Welfare Services
services-prescription = Prescription service
services-imaging-data = Imaging Data Repository
services-imaging-data-former = Imaging Data Archive
