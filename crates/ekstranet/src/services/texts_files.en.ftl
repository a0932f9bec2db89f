services-step-signing-authority = Right to sign
services-step-signing-authority-lead = For a public organisation, the right of the signatory appears from its rules of procedure or from a decision of a body.
services-question-signing-authority-document = Rules of procedure or decision on the right to sign
services-question-signing-authority-document-hint = If you have already sent us a document that is in force, you need not attach it again. Do not attach documents with personal identity codes.
services-question-imaging-extent-papers = Background papers on the imaging systems
services-question-imaging-extent-papers-hint = Attach a description of your imaging systems and their data connections. You can also send the background papers later, during the deployment.
