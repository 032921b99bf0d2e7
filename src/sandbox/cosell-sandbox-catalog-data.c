/* Solutions, partners and people of the practice world. */
#include "sandbox/cosell-sandbox-catalog.h"

#define OWN(id, name, eligible, ready)                                                             \
  {                                                                                                \
    id, name, "Fabrikam", "own", eligible, ready                                                   \
  }
#define MS(id, name)                                                                               \
  {                                                                                                \
    id, name, "Microsoft", "microsoft", FALSE, TRUE                                                \
  }
#define THIRD(id, name, publisher)                                                                 \
  {                                                                                                \
    id, name, publisher, "third-party", FALSE, TRUE                                                \
  }
#define ASSESSMENT(id, name)                                                                       \
  {                                                                                                \
    id, name, "Microsoft", "assessment", FALSE, TRUE                                               \
  }

const SandboxLocation sandbox_locations[] = {
  { SANDBOX_DEFAULT_LOCATION, "Fabrikam (entire organization)" },
  { "4863041", "Fabrikam Stockholm" },
  { "5120987", "Fabrikam London" },
  { "6035512", "Fabrikam Seattle" },
  { NULL },
};

const SandboxSolution sandbox_solutions[] = {
  OWN ("SOL-15974-MQF", "Fabrikam Suite", TRUE, TRUE),
  OWN ("SOL-20418-KTR", "Fabrikam Data Platform", TRUE, TRUE),
  OWN ("SOL-20931-BWD", "Fabrikam Warehouse", TRUE, TRUE),
  OWN ("SOL-22107-PLS", "Fabrikam Field Service", TRUE, TRUE),
  OWN ("SOL-23560-HNA", "Fabrikam Insights for Retail", FALSE, TRUE),
  OWN ("SOL-24883-CVE", "Fabrikam Secure Edge", TRUE, TRUE),
  OWN ("SOL-26014-JRX", "Fabrikam Copilot Accelerator", TRUE, TRUE),
  OWN ("SOL-27742-TGM", "Fabrikam Migration Factory", FALSE, TRUE),
  OWN ("SOL-28305-ZKO", "Fabrikam Managed Cloud", FALSE, TRUE),
  OWN ("SOL-29916-DYB", "Fabrikam Contact Center", FALSE, TRUE),
  OWN ("SOL-31277-QUF", "Fabrikam Learning", FALSE, FALSE),
  OWN ("SOL-33840-WEP", "Fabrikam Smart Building", FALSE, FALSE),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1101", "Azure Virtual Machines"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102", "Azure Kubernetes Service"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1103", "Azure SQL Database"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104", "Azure OpenAI Service"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1105", "Azure Synapse Analytics"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1106", "Azure Virtual Desktop"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1107", "Azure IoT Hub"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1108", "Azure Arc"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1109", "Azure Backup"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110a", "Azure App Service"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b", "SAP on Azure"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110c", "Microsoft Sentinel"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110d", "Microsoft Defender for Cloud"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110e", "Microsoft Entra ID"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110f", "Microsoft Fabric"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1110", "Microsoft Purview"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1111", "Microsoft 365"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1112", "Microsoft 365 Copilot"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1113", "Microsoft Teams Phone"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1114", "Dynamics 365 Sales"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1115", "Dynamics 365 Finance"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1116", "Dynamics 365 Field Service"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1117", "Dynamics 365 Business Central"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1118", "Power BI"),
  MS ("1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1119", "Power Platform"),
  THIRD ("SOL-2", "Tailwind Rollout", "Tailwind"),
  THIRD ("SOL-40112-NQA", "Adatum Ledger", "Adatum"),
  THIRD ("SOL-40377-RSB", "Litware Identity", "Litware"),
  THIRD ("SOL-40590-VHC", "Proseware Translate", "Proseware"),
  THIRD ("SOL-41023-XLD", "Relecloud Backup", "Relecloud"),
  THIRD ("SOL-41288-FKE", "Trey Research Lab Data", "Trey Research"),
  THIRD ("SOL-41650-MJF", "Lamna Patient Portal", "Lamna Healthcare"),
  THIRD ("SOL-42004-GTG", "VanArsdel Shop Floor", "VanArsdel"),
  THIRD ("SOL-42319-BYH", "Northwind Freight", "Northwind Traders"),
  THIRD ("SOL-42777-CAI", "Wide World Catalog", "Wide World Importers"),
  THIRD ("SOL-43140-ZWJ", "Southridge Streaming", "Southridge Video"),
  THIRD ("SOL-43502-KPK", "First Up Adoption", "First Up Consultants"),
  THIRD ("SOL-43896-SUL", "Alpine Sensors", "Alpine Ski House"),
  THIRD ("SOL-44251-ERM", "Nordlys Network", "Nordlys Integrasjon"),
  THIRD ("SOL-44610-LON", "Weitblick Analytics", "Weitblick Systeme"),
  THIRD ("SOL-44988-YIO", "Cumbre Cloud", "Cumbre Nube"),
  THIRD ("SOL-45303-UDP", "Sakura Robotics", "さくらロボティクス"),
  THIRD ("SOL-45729-PVQ", "Lumière Signature", "Lumière Numérique"),
  THIRD ("SOL-46084-WNR", "Kestrel Compliance", "Kestrel Assurance"),
  THIRD ("SOL-46415-HCS", "Monsoon Billing", "Monsoon Systems"),
  ASSESSMENT ("SA-30001", "Infrastructure and Database Migration Assessment"),
  ASSESSMENT ("SA-30002", "Data Insights Assessment"),
  ASSESSMENT ("SA-30003", "Cloud Security Assessment"),
  ASSESSMENT ("SA-30004", "Modern Work Assessment"),
  { NULL },
};

const SandboxPartner sandbox_partners[] = {
  { "01e2abcd-52b0-4af3-a3ae-1fd1530b3563", "Tailwind", "NO" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0002", "Adatum", "US" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0003", "Litware", "US" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0004", "Proseware", "GB" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0005", "Relecloud", "IE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0006", "Trey Research", "US" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0007", "First Up Consultants", "GB" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0008", "VanArsdel", "NL" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0009", "Southridge Video", "CA" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000a", "Consolidated Messenger", "US", TRUE, FALSE },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000b", "Nordlys Integrasjon", "NO" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000c", "Mälardalens Molntjänster", "SE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000d", "Skärgård Systems", "SE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000e", "Revontuli Digital", "FI" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000f", "Klitmøller Konsulenter", "DK" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0010", "Weitblick Systeme", "DE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0011", "Brückner & Partner IT", "DE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0012", "Donauland Informatik", "AT" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0013", "Gletscher Cloud", "CH" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0014", "Lumière Numérique", "FR" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0015", "Atelier des Données", "FR" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0016", "Scheldemond ICT", "BE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0017", "Polderdata", "NL" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0018", "Cumbre Nube", "ES" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0019", "Ponte Digital", "PT", FALSE, TRUE },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001a", "Arcobaleno Sistemi", "IT" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001b", "Μελτέμι Πληροφορική", "GR" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001c", "Bursztyn Technologie", "PL" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001d", "Vltava Data", "CZ" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001e", "Kestrel Assurance", "GB" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e001f", "Clarity Bay Consulting", "US" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0020", "Big Sky Integrators", "US" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0021", "Érable Infonuagique", "CA" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0022", "Ipanema Sistemas", "BR" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0023", "Nube del Norte", "MX" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0024", "さくらロボティクス", "JP" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0025", "Monsoon Systems", "IN" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0026", "Pearl Gulf Technology", "KW" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0027", "Oasis Digital Works", "AE" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0028", "Bluegum Cloud", "AU" },
  { "8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0029", "Table Bay Solutions", "ZA" },
  { NULL },
};

/* The first is the standing user. */
const SandboxPerson sandbox_colleagues[] = {
  { "Kim", "Berg", "kim.berg@fabrikam.example", "+46 40 200 01", "Partner manager" },
  { "Ola", "Lind", "ola.lind@fabrikam.example", "+46 40 200 02", "Account executive" },
  { "Amira", "Haddad", "amira.haddad@fabrikam.example", "+46 8 200 03", "Solution architect" },
  { "Jonas", "Sjöström", "jonas.sjostrom@fabrikam.example", "+46 8 200 04", NULL },
  { "Priya", "Raman", "priya.raman@fabrikam.example", "+44 20 7946 0105", "Account executive" },
  { "Tom", "Whitfield", "tom.whitfield@fabrikam.example", "+44 20 7946 0106", NULL },
  { "Claudia", "Jäger", "claudia.jager@fabrikam.example", "+49 89 200 07", "Account executive" },
  { "Mateo", "Fuentes", "mateo.fuentes@fabrikam.example", "+34 91 200 08", NULL },
  { "Yuki", "Tanabe", "yuki.tanabe@fabrikam.example", "+81 3-5550-0109", "Account executive" },
  { "Rachel", "Stone", "rachel.stone@fabrikam.example", "+1 425 555 0110", "Sales director" },
  { "Devon", "Clarke", "devon.clarke@fabrikam.example", "+1 425 555 0111", NULL },
  { "Beatriz", "Moura", "beatriz.moura@fabrikam.example", "+55 11 95550-0112", NULL },
  { "Anneli", "Virta", "anneli.virta@fabrikam.example", "+358 40 200 0113", "Solution architect" },
  { "Luca", "Ferri", "luca.ferri@fabrikam.example", "+39 02 200 114", NULL },
  { NULL },
};

const SandboxPerson sandbox_sellers[] = {
  { "Hanna", "Wikström", "hanna.wikstrom@microsoft.example", "+46 8 555 0101", NULL },
  { "Peter", "Connelly", "peter.connelly@microsoft.example", "+1 425 555 0151", NULL },
  { "Sabine", "Royant", "sabine.royant@microsoft.example", "+33 1 55 50 01 52", NULL },
  { "Isaac", "Talbot", "isaac.talbot@microsoft.example", "+44 20 7946 0153", NULL },
  { "Aya", "Kimura", "aya.kimura@microsoft.example", "+81 3-5550-0154", NULL },
  { "Ricardo", "Prado", "ricardo.prado@microsoft.example", "+55 11 95550-0155", NULL },
  { "Nadia", "Elmi", "nadia.elmi@microsoft.example", "+971 4 555 0156", NULL },
  { "Stefan", "Rössler", "stefan.rossler@microsoft.example", "+49 89 555 0157", NULL },
  { NULL },
};
