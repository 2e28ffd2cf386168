//! What is read of a release: the fields that flags and classification use, borrowed from its bytes.
//! Contact persons, officials and addresses have no place here, so they can't get any further.

use crate::tolerant::{Many, Number, Raw, Text, tolerant};

tolerant! {
    /// A release, a compiled release, or one that was merged.
    Release<'a> {
        /// The contracting process.
        ocid: Text<'a> = "ocid",
        /// The release itself.
        id: Text<'a> = "id",
        /// When it was published.
        date: Text<'a> = "date",
        /// What it tells of; a bare string in some data.
        tag: Many<Text<'a>> = "tag",
        /// Who buys.
        buyer: Organization<'a> = "buyer",
        /// All organizations, with their roles.
        parties: Many<Organization<'a>> = "parties",
        /// What was planned.
        planning: Planning<'a> = "planning",
        /// What was put out to tender.
        tender: Tender<'a> = "tender",
        /// What was offered.
        bids: Bids<'a> = "bids",
        /// To whom it was awarded.
        awards: Many<Award<'a>> = "awards",
        /// What was signed.
        contracts: Many<Contract<'a>> = "contracts",
        /// The package's metadata, where publishers put them into the release.
        package: PackageInfo<'a> = "packageInfo",
        /// Of a package or record: who publishes it.
        publisher: Publisher<'a> = "publisher",
        /// Of a package or record: its releases.
        releases: Raw<'a> = "releases",
        /// Of a package: its records.
        records: Raw<'a> = "records",
        /// Of a record: its releases, compiled.
        compiled: Raw<'a> = "compiledRelease",
    }
    /// The metadata of a package inside a release.
    PackageInfo<'a> {
        /// Who publishes.
        publisher: Publisher<'a> = "publisher",
    }
    /// Who publishes.
    Publisher<'a> {
        /// Its name.
        name: Text<'a> = "name",
    }
    /// An organization, or a reference to one.
    Organization<'a> {
        /// Its id in this process.
        id: Text<'a> = "id",
        /// Its name.
        name: Text<'a> = "name",
        /// Its identifier in a register.
        identifier: Identifier<'a> = "identifier",
        /// Its identifiers in others.
        others: Many<Identifier<'a>> = "additionalIdentifiers",
    }
    /// An identifier in a register.
    Identifier<'a> {
        /// Which register.
        scheme: Text<'a> = "scheme",
        /// The identifier.
        id: Text<'a> = "id",
        /// The name it stands for.
        legal_name: Text<'a> = "legalName",
    }
    /// What was planned.
    Planning<'a> {
        /// Documents of planning.
        documents: Many<Document<'a>> = "documents",
        /// Where the money comes from.
        budget: Budget<'a> = "budget",
    }
    /// A budget.
    Budget<'a> {
        /// How much.
        amount: Value<'a> = "amount",
        /// What for.
        description: Text<'a> = "description",
        /// Of which project.
        project: Text<'a> = "project",
    }
    /// A document; what it says is not read.
    Document<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// What it is.
        kind: Text<'a> = "documentType",
        /// What it is called.
        title: Text<'a> = "title",
        /// What it is about.
        description: Text<'a> = "description",
    }
    /// An amount of money.
    Value<'a> {
        /// How much.
        amount: Number = "amount",
        /// Of which currency.
        currency: Text<'a> = "currency",
    }
    /// A stretch of time.
    Period<'a> {
        /// When it begins.
        start: Text<'a> = "startDate",
        /// When it ends.
        end: Text<'a> = "endDate",
    }
    /// A thing with a date.
    Dated<'a> {
        /// When.
        date: Text<'a> = "date",
    }
    /// A code of a classification.
    Classification<'a> {
        /// Of which scheme.
        scheme: Text<'a> = "scheme",
        /// The code.
        id: Text<'a> = "id",
        /// What it stands for.
        description: Text<'a> = "description",
    }
    /// The unit something is bought by.
    Unit<'a> {
        /// Its name.
        name: Text<'a> = "name",
        /// The price of one.
        value: Value<'a> = "value",
    }
    /// A thing bought.
    Item<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// What.
        description: Text<'a> = "description",
        /// The same in English, as Canada writes it.
        description_en: Text<'a> = "description_en",
        /// Its code.
        classification: Classification<'a> = "classification",
        /// More codes.
        more: Many<Classification<'a>> = "additionalClassifications",
        /// By what it is counted and priced.
        unit: Unit<'a> = "unit",
    }
    /// A lot.
    Lot<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// What it is called.
        title: Text<'a> = "title",
        /// What it is about.
        description: Text<'a> = "description",
    }
    /// The law a tender rests on.
    LegalBasis<'a> {
        /// Which.
        id: Text<'a> = "id",
        /// In words.
        description: Text<'a> = "description",
    }
    /// A tender.
    Tender<'a> {
        /// What it is called.
        title: Text<'a> = "title",
        /// What it is about.
        description: Text<'a> = "description",
        /// How far it is.
        status: Text<'a> = "status",
        /// How it is put out: open, selective, limited, direct.
        method: Text<'a> = "procurementMethod",
        /// Why so.
        method_rationale: Text<'a> = "procurementMethodRationale",
        /// What it is expected to cost.
        value: Value<'a> = "value",
        /// When bids are taken.
        period: Period<'a> = "tenderPeriod",
        /// When bids are judged.
        award_period: Period<'a> = "awardPeriod",
        /// When bids are opened.
        opening: Dated<'a> = "bidOpening",
        /// How bids are judged.
        criteria: Text<'a> = "awardCriteria",
        /// How many bid.
        tenderers_count: Number = "numberOfTenderers",
        /// Who bid.
        tenderers: Many<Organization<'a>> = "tenderers",
        /// The body that runs it.
        entity: Organization<'a> = "procuringEntity",
        /// What is bought.
        items: Many<Item<'a>> = "items",
        /// In which parts.
        lots: Many<Lot<'a>> = "lots",
        /// Its documents.
        documents: Many<Document<'a>> = "documents",
        /// The code of the whole, as Contracts Finder writes it.
        classification: Classification<'a> = "classification",
        /// More codes.
        more: Many<Classification<'a>> = "additionalClassifications",
        /// The law it rests on.
        legal_basis: LegalBasis<'a> = "legalBasis",
    }
    /// Bids.
    Bids<'a> {
        /// Each of them.
        details: Many<Bid<'a>> = "details",
        /// Counts of them.
        statistics: Many<Statistic<'a>> = "statistics",
    }
    /// A bid.
    Bid<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// When it came in.
        date: Text<'a> = "date",
        /// What became of it.
        status: Text<'a> = "status",
        /// Who made it.
        tenderers: Many<Organization<'a>> = "tenderers",
        /// For how much.
        value: Value<'a> = "value",
    }
    /// A count of bids.
    Statistic<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// What is counted.
        measure: Text<'a> = "measure",
        /// How many.
        value: Number = "value",
        /// The lot they are for, where it is one.
        lot: Text<'a> = "relatedLot",
        /// The lots, where they are several.
        lots: Many<Text<'a>> = "relatedLots",
    }
    /// An award.
    Award<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// What it is called.
        title: Text<'a> = "title",
        /// What it is about.
        description: Text<'a> = "description",
        /// How far it is.
        status: Text<'a> = "status",
        /// When it was made.
        date: Text<'a> = "date",
        /// For how much.
        value: Value<'a> = "value",
        /// To whom.
        suppliers: Many<Organization<'a>> = "suppliers",
        /// What for.
        items: Many<Item<'a>> = "items",
        /// Its documents.
        documents: Many<Document<'a>> = "documents",
        /// The bid it goes back to.
        bid: Text<'a> = "relatedBid",
        /// When it is to run.
        period: Period<'a> = "contractPeriod",
    }
    /// A contract.
    Contract<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// The award it goes back to.
        award: Text<'a> = "awardID",
        /// What it is called.
        title: Text<'a> = "title",
        /// What it is called in English, as Canada writes it.
        title_en: Text<'a> = "title_en",
        /// What it is about.
        description: Text<'a> = "description",
        /// How far it is.
        status: Text<'a> = "status",
        /// When it was signed.
        signed: Text<'a> = "dateSigned",
        /// When it runs.
        period: Period<'a> = "period",
        /// For how much.
        value: Value<'a> = "value",
        /// With whom, where publishers say so here.
        suppliers: Many<Organization<'a>> = "suppliers",
        /// What for.
        items: Many<Item<'a>> = "items",
        /// Its documents.
        documents: Many<Document<'a>> = "documents",
        /// What was changed later.
        amendments: Many<Amendment<'a>> = "amendments",
        /// The same as OCDS 1.0 writes it.
        amendment: Many<Amendment<'a>> = "amendment",
        /// What was paid.
        implementation: Implementation<'a> = "implementation",
    }
    /// A change to a contract.
    Amendment<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// When.
        date: Text<'a> = "date",
        /// What.
        description: Text<'a> = "description",
        /// Why.
        rationale: Text<'a> = "rationale",
        /// The value before.
        before: Value<'a> = "preAmendmentValue",
        /// The value after.
        after: Value<'a> = "postAmendmentValue",
    }
    /// What became of a contract.
    Implementation<'a> {
        /// Payments.
        transactions: Many<Transaction<'a>> = "transactions",
    }
    /// A payment.
    Transaction<'a> {
        /// Its id.
        id: Text<'a> = "id",
        /// How much.
        value: Value<'a> = "value",
        /// The same as OCDS 1.0 writes it.
        amount: Value<'a> = "amount",
    }
}
